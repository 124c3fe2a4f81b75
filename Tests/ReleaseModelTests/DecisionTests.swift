import Digest
import JSON
import ReleaseModel
import Testing

@Suite("Decisions and struck evidence", .timeLimit(.minutes(20)))
struct DecisionTests {
  private static let why = Reason("the machine is away")!
  private static let noon = Timestamp("2026-12-01T12:00:00Z")!

  private static func decision(
    _ kind: Decision.Kind = .mode, _ value: String? = nil, at seconds: Int64 = 0,
    until: Timestamp? = nil
  ) -> Decision {
    Decision(
      kind, of: DecisionSubject("python")!, to: value.flatMap(PlainWord.init(_:)), who: "Ada <a@b>",
      why: why, when: Timestamp(seconds: noon.seconds + seconds), until: until)!
  }

  @Test("a decision prints and parses back", arguments: Decision.Kind.allCases)
  func roundTrip(_ kind: Decision.Kind) throws {
    for decision in [
      Self.decision(kind), Self.decision(kind, "paused"),
      Self.decision(kind, "paused", until: Timestamp("2026-12-07T00:00:00Z")),
    ] {
      let read = try JSONValue(parsing: decision.json.text(.indented))
      #expect(Decision(json: read) == decision)
      let name = "\(kind.rawValue)/python/\(decision.digest.hexadecimal.prefix(16)).json"
      #expect(decision.path == name)
    }
  }

  @Test("a decision looks as docs show it")
  func form() {
    let text = Self.decision(.mode, "paused", until: Timestamp("2026-12-07T00:00:00Z")).json
    #expect(
      text.text(.compact)
        == #"{"is":"mode","of":"python","to":"paused","who":"Ada <a@b>","why":"the machine is away","#
        + #""when":"2026-12-01T12:00:00Z","until":"2026-12-07T00:00:00Z"}"#)
  }

  @Test("half a decision is none")
  func broken() throws {
    var members = try #require(Self.decision(.mode, "paused").json.object)
    for key in ["is", "of", "to", "who", "why", "when"] {
      let whole = members[key]
      members[key] = .string("\u{7}")
      #expect(Decision(json: .object(members)) == nil, "\(key)")
      members[key] = whole
    }
    members["until"] = .null
    #expect(Decision(json: .object(members)) == nil)
  }

  @Test("the newest decision holds until it is over, and nothing before it is made")
  func standing() {
    let over = Timestamp(seconds: Self.noon.seconds + 100)
    let made = [
      Self.decision(.mode, "running", at: 10), Self.decision(.mode, "paused", at: 20, until: over),
      Self.decision(.hold, at: 30),
    ]
    let subject = DecisionSubject("python")!
    let at = { (seconds: Int64) in
      made.standing(.mode, of: subject, at: Timestamp(seconds: Self.noon.seconds + seconds))?.value
    }
    #expect(at(9) == nil)
    #expect(at(10) == PlainWord("running"))
    #expect(at(99) == PlainWord("paused"))
    #expect(at(100) == nil)
    #expect(made.standing(.mode, of: DecisionSubject("nightly")!, at: over) == nil)
  }

  @Test("struck evidence prints and parses back, and names its own evidence")
  func struck() throws {
    let evidence = Evidence(
      subject: Evidence.Subject(
        pinSet: SHA256Digest(of: "p"), target: TargetName("linux-x86_64")!,
        recipe: SHA256Digest(of: "r")),
      pins: [:], verdict: .red(because: "no"), image: "none",
      version: ReleaseVersion("0.1.0.dev20261122001")!, when: Self.noon, milliseconds: 1,
      checks: [], artifacts: [], log: "")
    let struck = try #require(
      StruckEvidence(evidence, who: "Ada", why: Self.why, when: Self.noon))
    let read = try JSONValue(parsing: struck.json.text(.indented))
    #expect(StruckEvidence(json: read) == struck)
    #expect(struck.path == "struck/\(evidence.digest.hexadecimal).json")
    var members = try #require(read.object)
    members["struck"] = .string("\(SHA256Digest(of: "another"))")
    #expect(StruckEvidence(json: .object(members)) == nil)
    #expect(StruckEvidence(evidence, who: "", why: Self.why, when: Self.noon) == nil)
  }
}
