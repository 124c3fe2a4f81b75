import Digest
import Foundation
import Testing

@Suite("SHA-256 digests", .timeLimit(.minutes(20)))
struct SHA256DigestTests {
  @Test(
    "the vectors of FIPS 180-2 come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
  func vectors(text: String, expected: String) {
    #expect(SHA256Digest(of: text).hexadecimal == expected)
  }

  @Test("pieces and files hash as the whole")
  func pieces() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    #expect(try SHA256Digest(ofFileAt: file) == SHA256Digest(of: bytes))
  }

  @Test("the printed form parses back and no other form does")
  func parsing() {
    let digest = SHA256Digest(of: "abc")
    #expect(SHA256Digest(digest.description) == digest)
    #expect(SHA256Digest(digest.description.uppercased()) == nil)
    #expect(SHA256Digest(digest.hexadecimal) == nil)
    #expect(SHA256Digest("sha256:" + String(digest.hexadecimal.dropLast())) == nil)
  }
}
