import Errors
import Foundation

/// Reads a request's body for libcurl, from memory or from a file that it owns while it lives.
final class BodyReader {
  enum Source {
    case bytes([UInt8])
    case file(descriptor: Int32)
  }

  private let source: Source
  private var place = 0
  /// In bytes.
  let count: Int
  /// Why reading stopped; nil while it goes well.
  private(set) var failure: String?

  /// Opens the body; throws why it cannot be read.
  init(_ body: HTTPBody) throws(Failure) {
    switch body {
    case .none:
      source = .bytes([])
      count = 0
    case .bytes(let bytes):
      source = .bytes(bytes)
      count = bytes.count
    case .file(let url):
      let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(doing: url.path) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        throw Failure(.badData, doing: url.path, found: "not a regular file")
      }
      source = .file(descriptor: descriptor)
      count = Int(status.st_size)
    }
  }

  deinit {
    if case .file(let descriptor) = source { close(descriptor) }
  }

  /// Fills `buffer` as far as it goes; 0 at the end, nil when reading failed.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    let wanted = min(buffer.count, count - place)
    guard wanted > 0, let base = buffer.baseAddress else { return 0 }
    switch source {
    case .bytes(let bytes):
      bytes.withUnsafeBytes { base.copyMemory(from: $0.baseAddress! + place, byteCount: wanted) }
      place += wanted
      return wanted
    case .file(let descriptor):
      let got = pread(descriptor, base, wanted, off_t(place))
      guard got > 0 else {
        failure =
          got == 0
          ? "the file became shorter while it was sent" : Failure(doing: "").found
        return nil
      }
      place += got
      return got
    }
  }

  /// Goes to `place`, counted from the start in bytes.
  func seek(to place: Int) {
    self.place = min(max(place, 0), count)
  }
}

/// Where the body of a success goes when it is not kept in memory.
struct BodyReceiver: Sendable {
  let receive: @Sendable (UnsafeRawBufferPointer) throws -> Void
  /// Forgets what was received, so that another attempt may start; nil when that is impossible.
  let restart: (@Sendable () throws -> Void)?
}
