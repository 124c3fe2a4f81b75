import Desk
import ReleaseModel
import RollPlanning
import Terminal
import Testing
import VersionDiffs

@testable import ReleaseRepository

@Suite("What people see of the release log and the forge", .timeLimit(.minutes(5)))
struct HistorySnapshotTests {
  private func entry(
    _ digit: Character, _ cause: LogEntry.Cause, merged: [MergedPins] = [], releases: [String] = []
  ) -> LogEntry {
    LogEntry(
      revision: Sample.revision(digit), when: Sample.time("2026-11-24T04:00:00Z"),
      author: "Ada Lovelace",
      subject: "Roll iree and iree-base-runtime (python)", cause: cause, merged: merged,
      bumps: [Sample.ireeBump, Sample.runtimeBump], added: [], removed: [], pins: Sample.pins,
      version: nil, releases: releases.compactMap(ReleaseTag.init(_:)))
  }

  private var roll: LogEntry {
    entry("d", .roll(Sample.message), releases: ["v0.1.0.dev20261124001"])
  }

  private var merge: LogEntry {
    entry(
      "e", .person,
      merged: [
        MergedPins(
          revision: Sample.revision("f"), author: "Grace Hopper",
          subject: "Pin iree to the fix of the miscompiled softmax on arm", cause: .person,
          components: [Sample.iree, Sample.runtime])
      ])
  }

  private func origin(_ entry: LogEntry, _ name: ComponentName = Sample.iree) -> PinOrigin {
    PinOrigin(
      component: name, pin: Sample.pins[name]!, entry: entry, before: Sample.ireeBump.from)
  }

  private let cut = CutHistory(at: Sample.revision("9"), pins: nil)

  @Test("the log")
  func log() throws {
    let entries = [roll, merge, entry("b", .revert(of: Sample.revision("d")))]
    try expectSnapshot("log") { style in
      let text = HistoryText(style)
      return (entries.map { text.entry($0) } + [cut.text]).joined(separator: "\n\n")
    }
  }

  @Test("why a pin is where it is")
  func why() throws {
    try expectSnapshot("why") { style in
      HistoryText(style).why(origin(roll), evidence: [Sample.evidence()])
        + "\n\n" + HistoryText(style).why(origin(merge), evidence: [])
    }
  }

  @Test("who set each pin, and the first release of a change")
  func blame() throws {
    let traced = TracedPins(
      origins: [origin(roll), origin(merge, Sample.runtime)], untraced: [Sample.xla],
      pins: PinSet([(Sample.xla, Sample.git("c"))]), cut: cut)
    try expectSnapshot("blame") { HistoryText($0).blame(traced) }
    let found = FirstRelease(
      tag: ReleaseTag("v0.1.0.dev20261124001")!, commit: Sample.revision("d"),
      pin: Sample.ireeBump.to)
    try expectSnapshot("when") { style in
      [(found, nil), (found, cut), (nil, nil), (nil, cut)].map {
        FirstReleaseText(Sample.iree, $0, $1).text(style)
      }.joined(separator: "\n\n")
    }
  }

  @Test("the state of the forge")
  func status() throws {
    let commit = CommitFacts(
      revision: Sample.revision("d"), parents: [], message: Sample.message.description,
      committed: Sample.time("2026-11-24T04:40:00Z"))
    let facts = ForgeFacts(
      repository: RepositoryFacts(
        branch: BranchName("main")!, history: [commit], slotBranch: nil, tags: []),
      pullRequests: [
        PullRequestFacts(
          number: 12, state: .open, head: Sample.revision("b"),
          opened: Sample.time("2026-11-22T04:40:00Z"), title: "Roll jaxlib (python)", body: "",
          page: "https://github.com/openxla/release/pull/12")
      ], checks: CheckFacts(statuses: []),
      releases: [
        ReleaseFacts(
          id: 1, tag: "v0.1.0.dev20261124001", isDraft: false, body: "", assets: [],
          page: "https://github.com/openxla/release/releases/tag/v0.1.0.dev20261124001")
      ])
    let status = ForgeStatus(
      info: try Self.info(),
      schedules: [
        .init(
          name: Sample.python, facts: facts,
          awaited:
            "the required checks build-linux and build-arm, which nobody has reported yet; an approval by a code owner"
        )
      ], evidence: [Sample.evidence(), Sample.evidence(Sample.red, on: Sample.arm)],
      matters: [
        Matter(
          name: "pull request #12", found: "it has been open for longer than the schedule's 1 day",
          since: Sample.time("2026-11-22T04:40:00Z"), remedy: "merge it or close it")
      ], now: Sample.now)
    try expectSnapshot("status") { StatusText(status, $0).text }
  }

  @Test("a checkout and its local forge")
  func checkout() throws {
    try expectSnapshot("checkout") { _ in
      [
        CheckoutStanding(isFounded: false, source: nil, lead: nil, locks: []),
        CheckoutStanding(
          isFounded: true, source: nil, lead: nil, locks: ["refs/heads/main.lock", "config.lock"]),
      ].map(\.text).joined(separator: "\n\n")
    }
  }

  @Test("what changed between two revisions")
  func diff() throws {
    let old = Sample.ireeBump.from
    let subjects = (1...6).map { number in
      CommitsBetween.Subject(
        revision: String(repeating: "\(number)", count: 40),
        date: CalendarDate("2026-11-0\(number)")!,
        text:
          "Make the tile sizes of softmax depend on the vector width of the target (#2310\(number))"
      )
    }
    let commits = CommitsBetween(
      direction: .forward, commits: 1_204, leftOut: 0,
      authors: [
        .init(name: "Ada Lovelace", commits: 1_200), .init(name: "Grace Hopper", commits: 4),
      ],
      subjects: .init(total: 1_100, newest: subjects, oldest: []),
      folders: .known([
        .init(name: "compiler", files: 1_500, lines: nil),
        .init(name: "runtime", files: 20, lines: nil),
      ]),
      recorded: .known([
        .init(
          name: "third_party/llvm-project", place: "third_party/llvm-project",
          from: String(repeating: "c", count: 40), to: String(repeating: "d", count: 40))
      ]), page: "https://github.com/iree-org/iree/compare/iree-3.11.0...iree-3.12.0")
    let diff = VersionDiff(
      names: .init(from: "v0.1.0.dev20261101001", to: "working tree"), version: nil,
      bumps: [
        BumpDifference(
          component: Sample.iree, from: .init(old, landed: CalendarDate("2026-08-01")),
          to: .init(Sample.ireeBump.to, landed: CalendarDate("2026-11-20")),
          content: .commits(commits)),
        BumpDifference(
          Sample.runtimeBump, unknown: "the index did not answer within 30 s"),
      ], added: [], removed: [])
    try expectSnapshot("diff") { diff.terminal($0, subjects: 4) }
  }

  static func info() throws -> VersionInfo {
    let text = """
      {
        "package-version": "0.1.0", "package-suffix": "",
        "pins": {
          "iree": { "revision": "\(Sample.revision("b"))", "label": "iree-3.12.0", "date": "2026-11-20" },
          "iree-base-runtime": { "version": "3.12.0", "files": { "linux-x86_64": "sha256:\(String(repeating: "a", count: 64))" } }
        }
      }
      """
    return try VersionInfo.read(Array(text.utf8))
  }
}
