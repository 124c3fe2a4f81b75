import Foundation

/// Why something outside did not do what was asked of it: this machine, a program, a server, a repository.
///
/// The one value for that in every room, so that it is wrapped at most once on its way up: `doing` may become
/// what the caller was doing; what was found, and the remedy, stay. Only the kind decides what comes next.
package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// This machine says no, with the number of
    /// <https://man7.org/linux/man-pages/man3/errno.3.html>; 0 when none is known.
    case system(Int32)
    /// What is there, or what was asked for, is not as it must be.
    case badData
    /// It is not there, says whoever should have it.
    case notFound
    /// Our own copy is damaged.
    case damaged
    /// Our own rules forbid it.
    case refused
    /// The other side understood, and said no.
    case rejected
    /// What the other side sent makes no sense.
    case malformed
    /// It changed since it was read, so the facts must be read again.
    case moved
    /// No answer, or none that can be used; the other side may say when to come back.
    case unavailable(afterSeconds: Int64?)
    case cancelled

    package static let unavailable = Kind.unavailable(afterSeconds: nil)
  }

  package let kind: Kind
  /// What we were doing, to what; empty where a caller says it.
  package let doing: String
  package let found: String
  /// What to do next; empty where nothing is known to help.
  package let hint: String

  package init(_ kind: Kind, doing: String, found: String, hint: String = "") {
    (self.kind, self.doing, self.found, self.hint) = (kind, doing, found, hint)
  }

  package static func cancelled(doing: String) -> Failure { Failure(ECANCELED, doing: doing) }

  /// What the system call that just failed says, unless another `code` is given.
  package init(_ code: Int32 = errno, doing: String) {
    let message = message(for: code)
    self.init(
      code == ECANCELED ? .cancelled : .system(code), doing: doing, found: message.found,
      hint: message.hint)
  }

  /// `error` while `doing`: in our words where the system is behind it, in its own otherwise.
  ///
  /// The one place where an error number or an error of Foundation becomes words. Neither
  /// `Error Domain=NSCocoaErrorDomain Code=640` nor `errno 28` tells a tired reader what to do.
  package init(_ error: any Error, doing: String) {
    if let error = error as? Failure {
      self.init(error.kind, doing: doing, found: error.found, hint: error.hint)
    } else if let error = (error as? any FailureConvertible)?.failure {
      self.init(error.kind, doing: doing, found: error.summary, hint: error.hint)
    } else if let code = Self.code(of: error) {
      self.init(code, doing: doing)
    } else {
      let isFoundation = (error as NSError).domain == NSCocoaErrorDomain
      let found = isFoundation ? error.localizedDescription : "\(error)"
      self.init(.system(0), doing: doing, found: found, hint: message(for: 0).hint)
    }
  }

  /// What we were doing and what was found, without the remedy.
  package var summary: String { doing.isEmpty ? found : "\(doing): \(found)" }

  package var description: String { hint.isEmpty ? summary : "\(summary)\n  hint: \(hint)" }

  /// Whether the same may well succeed at another time: this machine is mended, the other side answers.
  package var mayPass: Bool {
    switch kind {
    case .system(let code): Self.machineTroubles.contains(code)
    case .damaged, .unavailable, .cancelled: true
    case .badData, .notFound, .refused, .rejected, .malformed, .moved: false
    }
  }

  /// What to wait before the next of three attempts; nil when there shall be none.
  ///
  /// A wait of more than a minute is left to another night.
  package func pause(after attempt: Int) -> Duration? {
    guard case .unavailable(let seconds) = kind, attempt < 3, seconds ?? 0 <= 60 else { return nil }
    return .seconds(seconds ?? Int64(attempt))
  }

  /// Whether there is no room, by the disk, a quota or a limit of this process.
  package var isDiskFull: Bool {
    [ENOSPC, EDQUOT, EFBIG].contains { kind == .system($0) }
  }

  private static let machineTroubles = [
    ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM, EIO, EMFILE, ENFILE, ENOMEM, ENODEV, ENXIO,
  ]
}

/// An error that tells more than a failure, for those who match on it; for all others it is one.
package protocol FailureConvertible: Error {
  var failure: Failure { get }
}

// MARK: - Where the number is

extension Failure {
  /// The system's number behind `error`, however deep it lies; nil when there is none.
  package static func code(of error: any Error) -> Int32? {
    if let error = error as? Failure {
      guard case .system(let code) = error.kind else { return nil }
      return code == 0 ? nil : code
    }
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
  case ECANCELED: ("stopped before its end", "run it again")
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
