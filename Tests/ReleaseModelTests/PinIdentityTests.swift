import Digest
import JSON
import ReleaseModel
import Testing

@Suite("Pin identities", .timeLimit(.minutes(5)))
struct PinIdentityTests {
  static let revision = Revision(String(repeating: "a1", count: 20))!
  static let wheel = WheelPin(
    version: PythonVersion("1!3.9.0rc1+cpu")!,
    files: [
      TargetName("linux-x86_64")!: SHA256Digest(of: "x"),
      TargetName("linux-aarch64")!: SHA256Digest(of: "a"),
    ])
  static let pins: [Pin] = [
    .git(GitPin(revision: revision, label: "v1", date: CalendarDate("2026-11-01"))),
    .git(GitPin(revision: revision, isUnlanded: true)), .wheel(wheel),
    .wheel(WheelPin(version: PythonVersion("3.9.0")!, files: [:])),
  ]

  @Test("an identity prints and parses back to an equal value", arguments: pins)
  func roundTrip(pin: Pin) {
    #expect(PinIdentity(pin.identity.description) == pin.identity)
  }

  @Test("labels and dates are no part of it; that a commit did not land is")
  func parts() {
    let plain = Pin.git(GitPin(revision: Self.revision))
    #expect(Self.pins[0].identity == plain.identity)
    #expect(Self.pins[1].identity != plain.identity)
  }

  @Test(
    "what no pin prints is refused",
    arguments: [
      "", "git:", "git:abc", "\(revision)", "GIT:\(revision)", "git:\(revision) ", "wheel:3.9.0",
      "wheel:03.9:", "wheel:3.9.0:linux-x86_64", "wheel:3.9.0:linux-x86_64=sha256:1",
      "wheel:3.9.0:b=\(SHA256Digest(of: "b")),a=\(SHA256Digest(of: "a"))", "unlanded:3.9.0",
    ])
  func strange(text: String) {
    #expect(PinIdentity(text) == nil)
  }

  @Test("evidence that was recorded when identities were strings reads, and prints byte for byte")
  func oldRecord() throws {
    let hash = "sha256:" + String(repeating: "0f", count: 32)
    let text = """
      {"pin-set":"\(hash)","target":"linux-x86_64","recipe":"\(hash)","pins":{"iree":"git:\
      \(Self.revision)","jaxlib":"wheel:0.4.20:linux-aarch64=\(hash),linux-x86_64=\(hash)"},\
      "verdict":{"is":"green"},"image":"none","version":"0.1.0.dev20261122001",\
      "when":"2026-11-22T03:30:00Z","milliseconds":1,"checks":[],"artifacts":[],"log":"end"}
      """
    let record = try #require(Evidence(json: try JSONValue(parsing: text)))
    #expect(record.json.text(.compact) == text)
    #expect(record.digest == SHA256Digest(of: text))
  }
}
