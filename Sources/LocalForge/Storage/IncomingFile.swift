import Digest
import Errors
import Foundation

/// A file that is being received, hashed as it arrives; gone again unless it is finished.
struct IncomingFile: ~Copyable {
  private let location: URL
  private let descriptor: CInt
  private var hasher = SHA256Hasher()
  private var size = 0

  init(at location: URL) throws {
    self.location = location
    descriptor = open(location.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw diskError(location) }
  }

  /// Adds `bytes` at the end; blocks while they are written.
  mutating func append(_ bytes: Data) throws {
    try bytes.withUnsafeBytes { buffer in
      hasher.update(buffer)
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw diskError(location) }
        rest = rest.dropFirst(count)
      }
    }
    size += bytes.count
  }

  /// Closes the file and names its digest.
  consuming func finish() -> FinishedFile {
    close(descriptor)
    return FinishedFile(location: location, digest: hasher.finish(), size: size)
  }

  /// Takes the file away again.
  consuming func abandon() {
    close(descriptor)
    unlink(location.path)
  }
}

/// A file that was received whole and waits for its place.
struct FinishedFile: Sendable {
  let location: URL
  let digest: SHA256Digest
  /// In bytes.
  let size: Int
}

/// The refusal for the disk's last error: it may be full.
func diskError(_ location: URL) -> Refusal {
  Refusal(507, "write \(location.path): \(Failure(doing: "").found)")
}
