internal import CCrypto
import Foundation

/// A SHA-256 digest, written `sha256:` and 64 lower-case hexadecimal digits.
///
/// The form is the one that container images and package indexes use for a hash with its algorithm.
package struct SHA256Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 64 lower-case hexadecimal digits.
  package let hexadecimal: String

  /// Parses `sha256:<64 hex>`; nil for anything else, upper case included.
  package init?(_ text: String) {
    guard text.hasPrefix("sha256:") else { return nil }
    self.init(hexadecimal: String(text.dropFirst("sha256:".count)))
  }

  /// Parses the bare 64 lower-case digits.
  package init?(hexadecimal: String) {
    let digits = hexadecimal.utf8
    guard digits.count == 64, digits.allSatisfy(Self.isLowerHexadecimal) else { return nil }
    self.hexadecimal = hexadecimal
  }

  /// The digest of `bytes`.
  package init(of bytes: some Sequence<UInt8>) {
    var hasher = SHA256Hasher()
    hasher.update(Array(bytes))
    self = hasher.finish()
  }

  /// The digest of the UTF-8 form of `text`.
  package init(of text: String) {
    self.init(of: text.utf8)
  }

  init(raw: [UInt8]) {
    hexadecimal = raw.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  package var description: String { "sha256:" + hexadecimal }

  package static func < (left: SHA256Digest, right: SHA256Digest) -> Bool {
    left.hexadecimal < right.hexadecimal
  }

  private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}

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
