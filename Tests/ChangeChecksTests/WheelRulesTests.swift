import ChangeChecks
import ReleaseModel
import TestKit
import Testing

@Suite("A wheel pin that moved", .timeLimit(.minutes(20)))
struct WheelRulesTests {
  /// What is said of jaxlib at 0.4.21 when the index says `membership`.
  private func findings(_ membership: UpstreamAnswer.Membership) throws -> CheckFindings {
    let own = try OwnFiles()
    let moved = try own.editing { $0.replacing(FixtureRelease.jaxlib, with: "0.4.21") }
    let change = CheckedChange(from: own.tree, to: moved.tree)
    let question = try #require(change.questions.first)
    #expect(change.questions.count == 1 && "\(question.component.name)" == "jaxlib")
    let answer = UpstreamAnswer(membership: membership, movement: .unknown(because: "a wheel"))
    return change.findings(message: nil, answers: [question.component.name: answer])
  }

  @Test("is asked about, and passes when the index has its files")
  func listed() throws {
    #expect(try findings(.onIndex).mistakes.isEmpty)
  }

  @Test("is named with its version, its place and a remedy where the index says otherwise")
  func told() throws {
    let target = try #require(TargetName("linux-x86_64"))
    let cases: [(UpstreamAnswer.Membership, Mistake.Kind, String, String)] = [
      (.absent, .unknownUpstream, "jaxlib at 0.4.21, which the index does not have", "/version"),
      (
        .otherFiles([target]), .refused,
        "jaxlib at 0.4.21 with hashes for linux-x86_64 that none of the index's files have",
        "/files"
      ),
      (
        .unanswered(because: "it is away", hint: nil), .unanswered,
        "jaxlib at 0.4.21, which could not be looked up: it is away", "/version"
      ),
    ]
    for (membership, kind, found, place) in cases {
      let mistake = try #require(try findings(membership).mistakes.first)
      #expect(mistake.kind == kind)
      #expect(mistake.found == found)
      #expect("\(mistake)".contains("/pins/jaxlib\(place)"))
      #expect(mistake.hint?.isEmpty == false)
    }
  }

  @Test("that was not asked about is noted, for the required check to ask")
  func unasked() throws {
    let findings = try findings(.unknown(because: "nobody asked"))
    #expect(findings.mistakes.isEmpty)
    #expect(findings.notes.contains { $0.contains("jaxlib (nobody asked)") })
  }
}
