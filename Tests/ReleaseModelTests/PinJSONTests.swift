import Digest
import JSON
import ReleaseModel
import Testing

@Suite("Pins and bumps as data", .timeLimit(.minutes(5)))
struct PinJSONTests {
  private let revision = String(repeating: "a", count: 40)

  @Test("a git pin gives identity, label and date, then its revision; what is unknown is null")
  func git() throws {
    let pin = Pin.git(GitPin(revision: try #require(Revision(revision))))
    #expect(
      pin.json() == [
        "identity": .string("git:\(revision)"), "label": "aaaaaaaaaa", "date": nil,
        "revision": .string(revision),
      ])
    let day = try #require(CalendarDate("2026-11-01"))
    #expect(pin.json(landed: day)["date"] == "2026-11-01")
  }

  @Test("a wheel pin gives the same, then its version and files; a bump is component, from and to")
  func wheel() throws {
    let target = try #require(TargetName("linux-x86_64"))
    let pins = try ["3.9.0", "3.10.0"].map { text -> Pin in
      .wheel(
        WheelPin(
          version: try #require(PythonVersion(text)), files: [target: SHA256Digest(of: text)]))
    }
    let name = try #require(ComponentName("jaxlib"))
    let json = Bump(component: name, from: pins[0], to: pins[1])
      .json(with: JSONObject([("because-of", nil)]))
    #expect(json.object?.keys == ["component", "from", "to", "because-of"])
    #expect(json["from"]?.object?.keys == ["identity", "label", "date", "version", "files"])
    #expect(json["to"]?["files"]?["linux-x86_64"]?.string == "\(SHA256Digest(of: "3.10.0"))")
    #expect(json["to"]?["identity"]?.string == "\(pins[1].identity)")
  }
}
