import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A lock that processes of this machine hold, and lose when they die.
///
/// `flock` goes with the open file; it is closed on exec, so that a child that outlives us, such as
/// a container's monitor, does not keep it: <https://man7.org/linux/man-pages/man2/flock.2.html>.
final class FileLock: Sendable {
  /// Whether one holds it alone, or many do together.
  enum Kind: Sendable {
    case exclusive
    case shared

    fileprivate var operation: Int32 {
      switch self {
      case .exclusive: LOCK_EX
      case .shared: LOCK_SH
      }
    }
  }

  private let descriptor: Int32
  private let file: URL

  private init(descriptor: Int32, file: URL) {
    self.descriptor = descriptor
    self.file = file
  }

  deinit { close(descriptor) }

  /// Waits until `file` is ours; calls `waiting` once when somebody else has it.
  static func acquire(
    _ file: URL, _ kind: Kind = .exclusive, on clock: any Clock<Duration>,
    waiting: () async -> Void = {}
  ) async throws(ContainerError) -> FileLock {
    let doing = "locking \(file.path)"
    var isFirst = true
    while true {
      if let lock = try attempt(file, kind, doing: doing) { return lock }
      if isFirst { await waiting() }
      isFirst = false
      await pause(.milliseconds(200), on: clock)
      if Task.isCancelled { throw .cancelled(doing: doing) }
    }
  }

  /// Waits for `file` on the calling thread, for work that is blocking anyway.
  static func blocking(_ file: URL, _ kind: Kind) throws(ContainerError) -> FileLock {
    let doing = "locking \(file.path)"
    while true {
      if let lock = try attempt(file, kind, mayWait: true, doing: doing) { return lock }
    }
  }

  /// The lock for us alone, if nobody has it now.
  static func taken(_ file: URL) -> FileLock? {
    try? attempt(file, .exclusive, doing: "locking \(file.path)")
  }

  /// Takes the file itself away, which only the one who holds it alone may do.
  func removeFile() {
    unlink(file.path)
  }

  private static func attempt(
    _ file: URL, _ kind: Kind, mayWait: Bool = false, doing: String
  ) throws(ContainerError) -> FileLock? {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw ContainerError(doing: doing, failure: error)
    }
    let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failed(doing) }
    let lock = FileLock(descriptor: descriptor, file: file)
    guard flock(descriptor, kind.operation | (mayWait ? 0 : LOCK_NB)) == 0 else {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw failed(doing) }
      return nil
    }
    return lock.isOfItsFile ? lock : nil
  }

  /// Whether the file was not removed, or made anew, between our opening and our locking it.
  private var isOfItsFile: Bool {
    var opened = stat()
    var named = stat()
    return fstat(descriptor, &opened) == 0 && stat(file.path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  private static func failed(_ doing: String) -> ContainerError {
    ContainerError(doing: doing, failure: POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO))
  }
}
