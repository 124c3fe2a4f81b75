import Foundation

extension SHA256Digest {
  /// The digest of the file at `url`, read a mebibyte at a time; blocks while it reads.
  package init(ofFileAt url: URL) throws {
    let file = try FileHandle(forReadingFrom: url)
    defer { try? file.close() }
    var hasher = SHA256Hasher()
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
      piece.withUnsafeBytes { hasher.update($0) }
    }
    self = hasher.finish()
  }
}
