import Foundation

/// Why the system did not do what was asked of it: a full disk, a folder that may not be written.
///
/// The one place where an error number or an error of Foundation becomes words. Neither
/// `Error Domain=NSCocoaErrorDomain Code=640` nor `errno 28` tells a tired reader what to do.
package struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
  /// As <https://man7.org/linux/man-pages/man3/errno.3.html> has them; 0 when none is known.
  package let code: Int32
  /// What we were doing, to what.
  package let doing: String
  package let found: String
  /// What to do next.
  package let hint: String

  /// What the system call that just failed says, unless another `code` is given.
  package init(_ code: Int32 = errno, doing: String) {
    let message = message(for: code)
    self.code = code
    self.doing = doing
    (found, hint) = (message.found, message.hint)
  }

  /// `error` in our words where the system is behind it, in its own otherwise.
  package init(_ error: any Error, doing: String) {
    if let error = error as? SystemError {
      self.init(error.code, found: error.found, hint: error.hint, doing: doing)
    } else if let code = Self.code(of: error) {
      self.init(code, doing: doing)
    } else {
      let isFoundation = (error as NSError).domain == NSCocoaErrorDomain
      let found = isFoundation ? error.localizedDescription : "\(error)"
      self.init(0, found: found, hint: message(for: 0).hint, doing: doing)
    }
  }

  /// What another program or service did not do, in the words that fit it.
  package init(doing: String, found: String, hint: String) {
    self.init(0, found: found, hint: hint, doing: doing)
  }

  private init(_ code: Int32, found: String, hint: String, doing: String) {
    (self.code, self.found, self.hint, self.doing) = (code, found, hint, doing)
  }

  package var description: String { "\(doing): \(found)\n  hint: \(hint)" }

  /// Whether this machine is at fault and not what was asked: the same command works once it is mended.
  package var isMachineTrouble: Bool { Self.machineTroubles.contains(code) }

  /// Whether there is no room, by the disk, a quota or a limit of this process.
  package var isDiskFull: Bool { [ENOSPC, EDQUOT, EFBIG].contains(code) }

  private static let machineTroubles = [
    ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM, EIO, EMFILE, ENFILE, ENOMEM, ENODEV, ENXIO,
  ]
}

// MARK: - Where the number is

extension SystemError {
  /// The system's number behind `error`, however deep it lies; nil when there is none.
  package static func code(of error: any Error) -> Int32? {
    if let error = error as? SystemError { return error.code == 0 ? nil : error.code }
    if let error = error as? POSIXError { return error.code.rawValue }
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error,
      let code = code(of: underlying)
    {
      return code
    }
    return error.domain == NSCocoaErrorDomain ? cocoa[error.code] : nil
  }

  /// The number of the trouble of this machine that `text`, a program's or a library's, ends or speaks
  /// with; nil when it speaks of none.
  ///
  /// libgit2 puts the system's words behind its own, and so does git.
  package static func code(in text: String) -> Int32? {
    let lines = text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return machineTroubles.first { code in
      // ssh says "Permission denied (publickey)", which is somebody else's "no".
      let isOthers = code == EACCES || code == EPERM
      return lines.contains {
        isOthers ? $0.hasSuffix(": " + systemWords(code)) : $0.contains(systemWords(code))
      }
    }
  }

  /// The trouble of this machine that `text` speaks of, in our words; nil when it speaks of none.
  package init?(in text: String, doing: String) {
    guard let code = Self.code(in: text) else { return nil }
    self.init(code, doing: doing)
  }

  /// <https://developer.apple.com/documentation/foundation/cocoaerror/code>, by number.
  private static let cocoa: [Int: Int32] = [
    4: ENOENT, 257: EACCES, 258: EINVAL, 260: ENOENT, 513: EACCES, 514: EINVAL, 516: EEXIST,
    640: ENOSPC, 642: EROFS,
  ]
}

// MARK: - Texts

/// The system's own words, which are English unless the process calls `setlocale`.
private func systemWords(_ code: Int32) -> String { String(cString: strerror(code)) }

private func message(for code: Int32) -> (found: String, hint: String) {
  switch code {
  case ENOSPC:
    (
      "no space left on the device",
      "free some space there, then run the same command again; it is safe to delete the cache"
    )
  case EDQUOT:
    ("the disk quota is used up", "free some space there, then run the same command again")
  case EFBIG:
    (
      "the file would be larger than this process may write",
      "raise the limit (ulimit -f), then run the same command again"
    )
  case EROFS:
    ("the file system is read-only", "mount it for writing, or choose another folder")
  case EACCES, EPERM:
    (
      "permission denied",
      "check the owner and mode of the folder (ls -ld), or run as its owner"
    )
  case EIO:
    ("the disk reports an error", "check the kernel log (dmesg): the disk may be failing")
  case EMFILE, ENFILE: ("too many open files", "raise the limit (ulimit -n)")
  case ENOMEM: ("out of memory", "close other programs, then run the same command again")
  default: wordsForPath(code)
  }
}

private func wordsForPath(_ code: Int32) -> (found: String, hint: String) {
  switch code {
  case ENOENT: ("no such file or folder", "check that the path exists and is spelt correctly")
  case ENOTDIR:
    ("a part of the path is not a folder", "choose another path, or move that file")
  case EISDIR: ("it is a folder", "a file is expected there")
  case EEXIST, ENOTEMPTY: ("the name is already in use", "move the existing file or folder")
  case ELOOP: ("a symbolic link is in the way", "links are not followed here: use the real path")
  case ENAMETOOLONG: ("the path is too long", "use a folder with a shorter path")
  case 0: ("it failed without saying why", "check the folder, its permissions and the disk")
  default: (systemWords(code).lowercased(), "check the folder, its permissions and the disk")
  }
}
