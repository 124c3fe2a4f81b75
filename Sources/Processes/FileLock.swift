import Errors
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A lock that processes of this machine hold, and lose when they end, however they end.
///
/// `flock` goes with the open file; it is closed on exec, so that a child that outlives us, such as
/// a container's monitor, does not keep it: <https://man7.org/linux/man-pages/man2/flock.2.html>.
package final class FileLock: Sendable {
  /// Whether one holds it alone, or many do together.
  package enum Kind: Sendable {
    case exclusive
    case shared

    fileprivate var operation: Int32 {
      switch self {
      case .exclusive: LOCK_EX
      case .shared: LOCK_SH
      }
    }
  }

  /// Open for reading and writing, for whoever writes to the file that it locks.
  package let descriptor: Int32
  private let file: URL

  private init(descriptor: Int32, file: URL) {
    self.descriptor = descriptor
    self.file = file
  }

  deinit {
    // A program that is being started has a copy of the descriptor until it runs, and would keep it.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Waits until `file` is ours; calls `waiting` once when somebody else has it. Cancelled when our task
  /// is cancelled meanwhile.
  package static func acquire(
    _ file: URL, _ kind: Kind = .exclusive, on clock: any Clock<Duration>,
    waiting: () async -> Void = {}
  ) async throws(Failure) -> FileLock {
    var isFirst = true
    while true {
      if let lock = try attempt(file, kind) { return lock }
      if isFirst { await waiting() }
      isFirst = false
      try? await clock.sleep(for: .milliseconds(200), tolerance: nil)
      if Task.isCancelled { throw Failure.cancelled(doing: doing(file)) }
    }
  }

  /// Waits for `file` on the calling thread, for work that is blocking anyway.
  package static func blocking(_ file: URL, _ kind: Kind) throws(Failure) -> FileLock {
    try makeFolder(of: file)
    while true {
      if let lock = try open(file, kind, mayWait: true) { return lock }
    }
  }

  /// The lock, if it is free now; its folder is made unless `makesFolder` is false.
  package static func attempt(
    _ file: URL, _ kind: Kind = .exclusive, makesFolder: Bool = true
  ) throws(Failure) -> FileLock? {
    if makesFolder { try makeFolder(of: file) }
    return try open(file, kind, mayWait: false)
  }

  /// The lock for us alone; nil when somebody has it, and when it cannot be had at all.
  package static func taken(_ file: URL) -> FileLock? {
    try? attempt(file)
  }

  /// Lets others share what we held alone.
  package func share() {
    while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
  }

  /// Removes the file itself, which only its exclusive holder may do.
  package func removeFile() {
    unlink(file.path)
  }

  /// Makes `text` all that the file says.
  package func write(_ text: String) {
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  private static func makeFolder(of file: URL) throws(Failure) {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw Failure(error, doing: doing(file))
    }
  }

  private static func open(
    _ file: URL, _ kind: Kind, mayWait: Bool
  ) throws(Failure) -> FileLock? {
    while true {
      let descriptor = Foundation.open(
        file.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else { throw Failure(doing: doing(file)) }
      let lock = FileLock(descriptor: descriptor, file: file)
      while flock(descriptor, kind.operation | (mayWait ? 0 : LOCK_NB)) != 0 {
        if errno == EINTR { continue }
        guard errno == EWOULDBLOCK else { throw Failure(doing: doing(file)) }
        return nil
      }
      if lock.isOfItsFile { return lock }
    }
  }

  /// Whether the file was not removed, renamed or made anew between our opening and our locking it.
  private var isOfItsFile: Bool {
    var opened = stat()
    var named = stat()
    return fstat(descriptor, &opened) == 0 && lstat(file.path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  private static func doing(_ file: URL) -> String { "locking \(file.path)" }
}
