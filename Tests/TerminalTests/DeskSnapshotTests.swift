import ChangeChecks
import Containers
import Desk
import Foundation
import ReleaseModel
import ReleaseRepository
import Rolling
import SafeText
import Terminal
import Testing
import VersionDiffs
import Workspaces

@testable import Git
@testable import Pinning

@Suite("What people see at their desk", .timeLimit(.minutes(5)))
struct DeskSnapshotTests {
  private var outcome: PinOutcome {
    PinOutcome(
      moves: [
        PinMove(bump: Sample.ireeBump, cause: .asked, direction: .forward(commits: 312)),
        PinMove(
          bump: Sample.runtimeBump, cause: .recordedBy(Sample.iree), direction: .back(commits: nil)),
      ],
      stays: [
        StayingPin(
          component: Sample.xla, cause: .recordedBy(Sample.iree),
          why: "what iree records of it, 5c449c56a8, is older than its pin")
      ],
      notes: [.hold(Sample.jaxlib, because: Reason("waits for the new tokenizer")!)], refusals: [])
  }

  @Test("a pin by hand, from plan to pull request")
  func pin() throws {
    let end = PinEnd(
      outcome: outcome, edited: try HistorySnapshotTests.info(), difference: VersionDiff(bumps: []))
    let validation = Validation(evidence: Sample.evidence(), files: [:], log: nil)
    let events: [PinEvent] = [
      .decided(end), .validating, .judged([validation]), .written,
      .committed(Sample.revision("d"), subject: "Roll iree and iree-base-runtime (by hand)"),
      .proposed(
        "http://127.0.0.1:8642/openxla/release/pull/12",
        opening: "roller forge serve shows it in a browser"),
    ]
    try expectSnapshot("pin") { style in
      var report = PinReport(style)
      return events.compactMap { report.text(for: $0) }.joined(separator: "\n")
    }
    try expectSnapshot("pin-dry-run") { style in
      var report = PinReport(style)
      return [.decided(end), .dryRun].compactMap { report.text(for: $0) }.joined(separator: "\n")
    }
  }

  @Test("validations of each verdict")
  func validations() throws {
    let files = [
      "openxla_compiler.whl": URL(
        filePath: "/home/ada/.cache/openxla-compiler-release/artifacts/openxla_compiler.whl")
    ]
    let verdicts: [Verdict] = [
      .green, Sample.red, .unjudged(because: "the container did not start within 300 s"),
    ]
    try expectSnapshot("validate") { style in
      verdicts.map { verdict in
        ValidationText(
          Validation(
            evidence: Sample.evidence(verdict), files: verdict == .green ? files : [:],
            log: verdict == .green
              ? nil : URL(filePath: "/home/ada/.cache/openxla-compiler-release/logs/1.log")),
          style: style
        ).text
      }.joined(separator: "\n\n")
    }
  }

  @Test("recorded evidence")
  func evidence() throws {
    let wrong = try #require(
      StruckEvidence(
        Sample.evidence(Sample.red, on: Sample.arm), who: "ada", why: Reason("the disk was full")!,
        when: Sample.now))
    let recorded = RecordedEvidence(
      records: [
        Sample.evidence(), Sample.evidence(Sample.red, at: "2026-11-23T04:00:00Z"),
      ], struck: [wrong],
      unreadable: [
        UnreadableRecord(
          ref: "refs/roller/evidence", path: "xy/broken.json",
          found: "1:2: expected a key; found the end")
      ])
    try expectSnapshot("evidence") { EvidenceText($0).text(of: recorded) }
    try expectSnapshot("evidence-strike") { EvidenceText($0).text(of: [wrong]) }
  }

  private var findings: CheckFindings {
    var findings = CheckFindings()
    findings.mistakes = [
      Mistake(
        file: "version_info.json", place: .file,
        found: "\"main\", which is the name of a branch and can move",
        expected: "a full commit id", hint: "roller pin iree@main writes the id of today")
    ]
    findings.notes = [
      "could not check that upstream has the new revision of iree: no mirror of it on this machine"
    ]
    return findings
  }

  @Test("checks and hooks")
  func checks() throws {
    let person = Signature(name: "Ada", email: "ada@example.org", seconds: 0)
    let id = ObjectID(String(repeating: "d", count: 40))!
    let commit = Commit(
      id: id, tree: id, parents: [], author: person, committer: person, message: "Move iree\n")
    let report = CheckReport(
      commits: [CommitFindings(commit: commit, findings: findings)],
      told: "3 commits of main..HEAD with pins, schedules or packages")
    try expectSnapshot("check") { style in
      FindingsText(style).report(report) + "\n\n"
        + FindingsText(style).report(CheckReport(told: "what is staged"))
    }
    let moved = MovedPins(
      bumps: [Sample.ireeBump, Sample.runtimeBump], old: "aaaaaaaaaa", new: "dddddddddd")
    try expectSnapshot("hook") { style in
      let text = FindingsText(style)
      return text.text(
        .found(
          CheckReport(files: findings),
          refusal: "not committed; fix it, then git add and commit again"),
        of: .preCommit) + "\n" + text.text(.moved(moved), of: .postMerge)
    }
  }

  @Test("the doctor")
  func doctor() throws {
    let findings = [
      Diagnosis("git", .good, found: "/usr/bin/git"),
      Diagnosis(
        "upstream xla", .poor,
        found:
          "github.com answered 503 to a request for its references, three times within two minutes",
        remedy: "check that this machine can reach it; --mirror sets another place"),
      Diagnosis("mmdebstrap", .bad, found: "not on PATH", remedy: "apt-get install -y mmdebstrap"),
    ]
    try expectSnapshot("doctor") { DoctorText($0).text(of: findings) }
  }

  @Test("setting up, and a bisection")
  func setup() throws {
    let zsh = Setup.Completion(
      shell: "zsh", url: URL(filePath: "/home/ada/.local/share/zsh/site-functions/_roller"),
      text: "x")
    let changes: [SetupChange] = [
      .setting(name: "core.hooksPath", from: ".husky", to: "hooks"),
      .file(path: zsh.url.path, content: "x"),
    ]
    try expectSnapshot("setup") { _ in
      [false, true].map { isDryRun in
        SetupText(
          changes: changes, isUndo: false, isDryRun: isDryRun, completions: [zsh],
          silenced: ["pre-commit", "pre-push"]
        ).text
      }.joined(separator: "\n\n")
    }
    let release = { (number: Character) in
      ReleasedPins(
        tag: ReleaseTag("v0.1.0.dev2026112\(number)001")!, commit: Sample.revision(number),
        pins: Sample.pins)
    }
    var found = BisectFinding(good: release("3"), bad: release("4"))
    found.bump = Sample.ireeBump
    found.narrowed = Sample.bump(Sample.iree, Sample.git("1"), Sample.git("2", on: "2026-09-03"))
    found.doubts = ["2 of the revisions before it could not be tried and may be the first"]
    try expectSnapshot("bisect") { _ in found.text }
  }

  @Test("a workspace")
  func workspace() throws {
    func row(_ name: ComponentName, _ digit: Character, _ state: CheckoutState)
      -> WorkspaceSession.Row
    {
      let pin = GitPin(revision: Sample.revision(digit), label: nil)
      return WorkspaceSession.Row(
        checkout: Checkout(
          component: name, url: "https://example.org/\(name)", branch: "main",
          revision: pin.revision,
          in: URL(filePath: "/work")), pin: pin, state: state)
    }
    let rows = [
      row(
        Sample.iree, "b", .at(Sample.revision("b"), branch: nil, changedFiles: 0, unsavedCommits: 0)
      ),
      row(
        Sample.xla, "c",
        .at(Sample.revision("d"), branch: "fix", changedFiles: 2, unsavedCommits: 1)),
      row(ComponentName("jax")!, "e", .missing), row(ComponentName("flatcc")!, "f", .occupied),
    ]
    try expectSnapshot("workspace") { WorkspaceText($0).table(rows) }
  }
}
