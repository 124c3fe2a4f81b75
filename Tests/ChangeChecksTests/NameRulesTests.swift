import ChangeChecks
import ReleaseModel
import Testing

@Suite("A label and a date of a pin", .timeLimit(.minutes(20)))
struct NameRulesTests {
  private let old = String(repeating: "1", count: 40)
  private let new = String(repeating: "2", count: 40)

  @Test("must be those of the revision, as far as anybody knows them")
  func agree() throws {
    let tag = { (revision: String) in UpstreamAnswer.Label.tag(of: [Revision(revision)!]) }
    let day = CalendarDate("2026-11-01")
    for (label, known, date, expected) in [
      ("v2", tag(new), "2026-11-01", []), ("v2", .unknown, "2026-11-01", []),
      ("v2", tag(old), "2026-11-01", ["/pins/a/label"]),
      ("v2", tag(new), "2026-11-02", ["/pins/a/date"]),
      ("v2", tag(old), "2026-11-02", ["/pins/a/label", "/pins/a/date"]),
      ("v2", .noSuchTag, "2026-11-01", []),
      // The label stayed while the revision moved, so it was not upstream's word for the new one.
      ("v1", .noSuchTag, "2026-11-01", ["/pins/a/label"]),
    ] as [(String, UpstreamAnswer.Label, String, [String])] {
      let found = try findings(
        to: file(new, label, date),
        UpstreamAnswer(membership: .onBranch, movement: .forward, label: known, day: day))
      #expect(found.mistakes.compactMap(\.place.pointer) == expected, "\(label) \(known) \(date)")
      #expect(found.mistakes.allSatisfy { $0.kind == .badData && $0.hint != nil })
      #expect(found.notes.isEmpty == (label == "v1" || known != .noSuchTag))
    }
  }

  @Test("a new name for the revision that stays is judged, and where it lies is not")
  func renamed() throws {
    let answer = UpstreamAnswer(
      membership: .notOnBranch("main"), movement: .forward, label: .noSuchTag)
    let found = try findings(to: file(old, "v9", "2026-10-01"), answer)
    #expect(found.mistakes.compactMap(\.place.pointer) == ["/pins/a/label"])
    let unasked = try findings(
      to: file(old, "v9", "2026-10-01"), .unanswered(because: "time-out", hint: nil))
    #expect(unasked.mistakes.map(\.kind) == [.unanswered])
  }

  @Test("a tag that moved may name each commit that it was seen at")
  func moved() throws {
    let both = [old, new].compactMap { Revision($0) }
    let found = try findings(
      to: file(new, "v2", "2026-11-01"),
      UpstreamAnswer(membership: .onBranch, movement: .forward, label: .tag(of: both)))
    #expect(found.mistakes.isEmpty)
  }

  private func findings(to after: String, _ answer: UpstreamAnswer) throws -> CheckFindings {
    let before = try VersionInfo.read(Array(file(old, "v1", "2026-10-01").utf8))
    return PinsChange(from: before, to: try VersionInfo.read(Array(after.utf8))).findings(
      message: ChangeMessage("Move a"), answers: [try #require(ComponentName("a")): answer],
      schedules: nil)
  }

  private func file(_ revision: String, _ label: String, _ date: String) -> String {
    """
    {
      "package-version": "0.1.0",
      "package-suffix": "",
      "pins": {
        "a": { "revision": "\(revision)", "label": "\(label)", "date": "\(date)" }
      }
    }

    """
  }
}
