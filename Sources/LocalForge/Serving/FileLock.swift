import Foundation

/// An advisory lock on a file, which the kernel releases when the process ends, however it ends
/// (<https://man7.org/linux/man-pages/man2/flock.2.html>).
struct FileLock: ~Copyable {
  let descriptor: CInt

  /// Opens `file`, making it when it is not there; nil when that fails.
  init?(opening file: URL) {
    descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    guard descriptor >= 0 else { return }
    // A program that is being started has a copy of the descriptor until it runs, and would keep it.
    release()
    close(descriptor)
  }

  /// False when somebody else holds it.
  borrowing func takeAlone() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Holds it together with others; whoever held it alone holds it so from here on.
  borrowing func share() { while flock(descriptor, LOCK_SH) != 0, errno == EINTR {} }

  borrowing func release() { flock(descriptor, LOCK_UN) }
}
