import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A lock that one process of this machine holds, and loses when it dies.
///
/// `flock` goes with the open file; it is closed on exec, so that a child that outlives us, such as
/// a container's monitor, does not keep it: <https://man7.org/linux/man-pages/man2/flock.2.html>.
final class FileLock: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Waits until `file` is ours; calls `waiting` once when somebody else has it.
  static func acquire(
    _ file: URL, on clock: any Clock<Duration>, waiting: () async -> Void
  ) async throws(ContainerError) -> FileLock {
    let doing = "locking \(file.path)"
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw ContainerError(doing: doing, failure: error)
    }
    let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ContainerError(
        doing: doing, failure: POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO))
    }
    let lock = FileLock(descriptor: descriptor)
    var isFirst = true
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw ContainerError(
          doing: doing, failure: POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO))
      }
      if isFirst { await waiting() }
      isFirst = false
      await pause(.milliseconds(200), on: clock)
      if Task.isCancelled { throw .cancelled(doing: doing) }
    }
    return lock
  }
}
