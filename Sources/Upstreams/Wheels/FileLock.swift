import Errors
import Foundation

/// A lock that ends with the process that holds it (<https://man7.org/linux/man-pages/man2/flock.2.html>).
final class FileLock: Sendable {
  private let descriptor: Int32

  /// Nil while another holder, in this process or another, has it; `isShared` ones go together.
  init?(_ file: URL, isShared: Bool = false) throws {
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard opened >= 0 else { throw SystemError(doing: "locking \(file.path)") }
    // `deinit` closes from here on, also when this initialiser fails: closing here as well would close
    // what another thread has just opened.
    descriptor = opened
    guard flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw SystemError(doing: "locking \(file.path)") }
      return nil
    }
  }

  deinit { close(descriptor) }
}
