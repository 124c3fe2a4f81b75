import Digest
import ReleaseModel
import RollPlanning
import SafeText
import Terminal
import Testing

@testable import Rolling

@Suite("What people see of a night", .timeLimit(.minutes(5)))
struct NightSnapshotTests {
  private typealias Standings = [(component: ComponentName, standing: ComponentStanding)]

  private func detail(_ bump: Bump, passing: [String] = []) -> BumpDetail {
    BumpDetail(
      bump: bump, fromLanded: Sample.time("2026-08-01T00:00:00Z"),
      toLanded: Sample.time("2026-11-20T00:00:00Z"), passedOver: passing)
  }

  private func report(_ standings: Standings, _ validations: [ReportedValidation] = [])
    -> RollReport
  {
    RollReport(
      schedule: Sample.python, slot: Sample.now, standings: standings,
      skipped: [
        skipped("0.4.39", "jaxlib-0.4.39-cp313-cp313-manylinux_2_27_x86_64.whl is for x86_64")
      ]
        + ["0.5.0", "0.5.1", "0.6.0"].enumerated().map { count, label in
          let others = "(and \(count) other files that do not fit)"
          return skipped(label, "jaxlib-\(label)-cp39-none-any.whl is for cp39 \(others)")
        }, validations: validations)
  }

  private func skipped(_ label: String, _ why: String) -> (ComponentName, SkippedRevision) {
    (Sample.jaxlib, SkippedRevision(label: label, why: "no file for linux-aarch64: \(why)"))
  }

  private var validations: [ReportedValidation] {
    [
      ReportedValidation(
        labels: ["3.12.0", "3.12.0"], target: Sample.x86, verdict: .green, isRemembered: false,
        milliseconds: 754_000, purpose: "the newest of all"),
      ReportedValidation(
        labels: ["3.12.0", "3.12.0"], target: Sample.arm, verdict: Sample.red, isRemembered: false,
        milliseconds: 1_954_000, purpose: "the newest of all"),
    ]
  }

  /// Every way in which a component can stand.
  private var standings: Standings {
    let clash = HeldComponent.Clash(
      component: Sample.iree, from: Sample.ireeBump.from, to: Sample.ireeBump.to)
    let held = HeldComponent(
      component: Sample.compiler, moved: nil, label: "3.9.0", newest: "3.12.0",
      culprit: Candidate(
        pin: Sample.wheel("3.10.0"), landed: Sample.time("2026-09-01T00:00:00Z"), subject: nil),
      target: Sample.arm, clashes: [clash],
      because:
        "softmax.mlir:4:8: error: 'iree_codegen.inner_tiled' op failed to verify that every result has the shape of its accumulator",
      reproduction: .init(
        schedule: Sample.python,
        bumps: [Sample.bump(Sample.compiler, Sample.wheel("3.9.0"), Sample.wheel("3.10.0"))]))
    return [
      (Sample.iree, .moved(detail(Sample.ireeBump, passing: ["x", "y"]))),
      (Sample.runtime, .newestAlready(label: "3.12.0")), (Sample.compiler, .held(held)),
      (Sample.jaxlib, .undecided(label: "0.4.20", newest: "0.4.38")),
      (
        Sample.xla,
        .unknown(
          label: "5c449c56a8",
          because:
            "github.com answered 503 to a request for its references, three times within two minutes"
        )
      ),
      (
        ComponentName("jax")!, .onHold(label: "jax-v0.4.20", because: "waits for the new tokenizer")
      ),
      (
        ComponentName("flatcc")!,
        .parked(
          label: "b20f5d1059",
          because: "upstream rewrote the history of master: the pinned commit is no longer on it")
      ),
      (ComponentName("stablehlo")!, .tied(label: "v1.8.0", newest: "v1.9.0", to: [Sample.xla])),
      (ComponentName("torch-mlir")!, .absent(label: "6af0b12cd9", because: "no branch main")),
    ]
  }

  private func text(_ summary: NightSummary, explaining: Bool = false) -> (Style) -> String {
    { SummaryText(summary, style: $0, now: Sample.now).text(explaining: explaining) }
  }

  @Test("a plan")
  func plan() throws {
    var summary = NightSummary(outcome: .planned)
    summary.report = report(standings)
    summary.examination = .init(
      packages: [PackageName("openxla-compiler")!, PackageName("iree-runtime")!],
      targets: [Sample.x86, Sample.arm], validations: 40)
    summary.stages = [(.facts, 800), (.survey, 14_200)]
    try expectSnapshot("plan", text(summary))
  }

  @Test("a roll that landed, with the story of its search")
  func roll() throws {
    let before = PinSet(
      Sample.pins.components.map { name in
        switch name {
        case Sample.iree: (name, Sample.ireeBump.from)
        case Sample.runtime: (name, Sample.runtimeBump.from)
        default: (name, Sample.pins[name]!)
        }
      })
    var summary = NightSummary(outcome: .landed)
    summary.report = report(
      [
        (Sample.iree, .moved(detail(Sample.ireeBump, passing: ["x", "y"]))),
        (Sample.runtime, .moved(detail(Sample.runtimeBump, passing: ["3.10.0", "3.11.0"]))),
      ], validations)
    summary.story = [
      "the newest of all (3.12.0, 3.12.0) is tried first, on linux-x86_64: green after 12 m 34 s",
      "it is tried on linux-aarch64, too, because a set lands only when every target is green: green after 32 m 34 s",
    ]
    summary.roll = LandedRoll(
      commit: Sample.revision("d"), message: Sample.message, before: before, after: Sample.pins,
      evidence: [Sample.evidence(), Sample.evidence(on: Sample.arm)])
    summary.pullRequest = PullRequestFacts(
      number: 12, state: .open, head: Sample.revision("d"),
      title: "Roll iree and iree-base-runtime (python)",
      body:
        "Two components move.\n\n| component | from | to |\n|---|---|---|\n| iree | iree-3.11.0 | iree-3.12.0 |\n\n<details><summary>Evidence</summary>\nhidden\n</details>\n<!-- roller -->",
      page: "http://127.0.0.1:8642/openxla/release/pull/12")
    summary.release = ReleaseFacts(
      id: 1, tag: "v0.1.0.dev20261124001", isDraft: false, body: "",
      assets: [
        AssetFacts(
          id: 1, name: "openxla_compiler-0.1.0.dev20261124001-py3-none-manylinux_2_36_x86_64.whl",
          isUploaded: true,
          size: 80_123_456, digest: nil),
        AssetFacts(id: 2, name: "SHA256SUMS", isUploaded: true, size: 240, digest: nil),
      ], page: "http://127.0.0.1:8642/openxla/release/releases/tag/v0.1.0.dev20261124001")
    summary.stages = [(.facts, 800), (.survey, 14_200), (.search, 2_708_000), (.land, 4_100)]
    try expectSnapshot("roll", text(summary, explaining: true))
  }

  @Test("nights that end otherwise", arguments: ["newest", "red", "stopped", "later", "person"])
  func ends(_ end: String) throws {
    let outcomes: [String: NightSummary.Outcome] = [
      "newest": .nothingNewer, "red": .nothingGreen,
      "stopped": .stopped(.closedByHand(number: 11, by: "ada", at: nil)),
      "later": .tryLater(
        because:
          "linux-aarch64 could not be judged: the container did not start within 300 s; this machine may be out of memory"
      ), "person": .waitsForPerson(number: 12),
    ]
    var summary = NightSummary(outcome: try #require(outcomes[end]))
    summary.report = report([(Sample.runtime, .newestAlready(label: "3.12.0"))])
    summary.matters = [
      Matter(
        name: "release v0.1.0.dev20261120001",
        found: "it is still a draft; 2 of its 3 files are there",
        since: Sample.time("2026-11-20T04:30:00Z"),
        remedy:
          "roller roll python finishes it; or delete the draft on the forge, and it is made again")
    ]
    try expectSnapshot("night-\(end)", text(summary))
  }

  @Test("the lines of a night that runs")
  func events() throws {
    let step = ValidationStep(
      package: PackageName("iree-runtime")!, target: Sample.arm, action: "build")
    let events: [NightEvent] = [
      .stageBegan(.survey),
      .surveyed(
        Survey(
          component: Sample.runtime,
          answer: .known([Candidate(pin: Sample.wheel("3.12.0"), landed: Sample.now)]), pinned: nil)
      ),
      .surveyed(Survey(component: Sample.jaxlib, answer: .known([]), pinned: nil)),
      .surveyed(
        Survey(
          component: Sample.xla,
          answer: .unknown(because: "github.com answered 503 to a request for its references"),
          pinned: nil)), .stageBegan(.search),
      .validating(labels: ["3.12.0"], target: Sample.arm, purpose: "the newest of all"),
      .validation(target: Sample.arm, .began(step)), .validation(target: Sample.x86, .reused(step)),
      .judged(validations[0]), .judged(validations[1]), .stageBegan(.land),
      .waiting(for: "2 required checks of pull request #12"),
    ]
    try expectSnapshot("events") { style in
      events.compactMap { EventText(style).line(for: $0) }.joined(separator: "\n")
    }
  }

  @Test("the lines of validations that run at once")
  func live() throws {
    var live = LiveValidations(EventText(Style()))
    let start = ContinuousClock.now
    live.begin(Sample.x86, at: start)
    live.begin(Sample.arm, at: start)
    let step = ValidationStep(
      package: PackageName("iree-runtime")!, target: Sample.x86, action: "build")
    live.follow(.began(step), on: Sample.x86, at: start)
    live.follow(
      .line("[ 12%] Building CXX object runtime/src", of: step), on: Sample.x86, at: start)
    live.follow(.stage("image"), on: Sample.arm, at: start)
    live.follow(.reused(step), on: Sample.arm, at: start)
    #expect(
      live.lines(at: start + .seconds(75)) == [
        "linux-aarch64 image (1 reused) 75 s",
        "linux-x86_64 build of iree-runtime 75 s  [ 12%] Building CXX object runtime/src",
      ])
    live.endAll()
    #expect(live.lines(at: start).isEmpty)
  }
}
