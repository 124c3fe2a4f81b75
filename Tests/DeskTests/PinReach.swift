import Desk
import Digest
import Pinning
import ReleaseModel
import Rolling
import Synchronization
import VersionDiffs

/// What was told, in short.
final class Told: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock(\.self) }

  func hear(_ event: PinEvent) {
    let line =
      switch event {
      case .decided: "decided"
      case .nothingToDo: "nothing to do"
      case .dryRun: "dry run"
      case .validating: "validating"
      case .judged(let validations): "judged \(validations.count)"
      case .written: "written"
      case .committed(_, let subject): "committed \(subject)"
      case .proposed(let page, _): "proposed \(page)"
      }
    lines.withLock { $0.append(line) }
  }
}

/// An upstream one commit further, a machine with one verdict, and a forge that takes everything.
final class PinReach: PinPorts, PinUpstream {
  private let verdict: Verdict
  private let questions = Mutex(0)
  private let texts = Mutex<PinTexts?>(nil)

  init(verdict: Verdict = .green) {
    self.verdict = verdict
  }

  var asked: Int { questions.withLock(\.self) }
  var proposed: PinTexts? { texts.withLock(\.self) }

  func withUpstream<Value: Sendable>(
    _ body: @Sendable (any PinUpstream) async throws -> Value
  ) async throws -> Value {
    try await body(self)
  }

  func answer(_ question: PinQuestion) async -> PinAnswer {
    questions.withLock { $0 += 1 }
    if case .versions = question {
      return .versions([], skipped: [SkippedRevision(label: "0.4.21", why: "yanked")])
    }
    guard case .commits = question else { return .records([:]) }
    return .commits([
      FoundCommit(
        revision: Revision(String(repeating: "d", count: 40))!, label: nil,
        date: CalendarDate("2099-01-01"), subject: "Fix it",
        place: .onBranch(ahead: 1, behind: 0))
    ])
  }

  func differences(of bumps: [Bump], in components: [Component]) async -> [BumpDifference] {
    bumps.map { BumpDifference($0, unknown: "not looked at") }
  }

  func validate(_ configuration: ReleaseConfiguration) async throws -> [Validation] {
    let pins = configuration.versionInfo.pins
    let evidence = Evidence(
      subject: .init(
        pinSet: pins.digest, target: TargetName("linux-x86_64")!, recipe: SHA256Digest(of: "r")),
      pins: [:], verdict: verdict, image: "sha256:i", version: ReleaseVersion("0.1.0")!,
      when: Timestamp(seconds: 0), milliseconds: 1, checks: [], artifacts: [], log: "")
    return [Validation(evidence: evidence, files: [:], log: nil)]
  }

  func propose(_ proposal: PinTexts) async throws -> (page: String, opening: String?) {
    texts.withLock { $0 = proposal }
    return ("https://forge.example/pull/1", nil)
  }
}
