import Digest
import ReleaseModel
import RollPlanning
import Testing

@Suite("What is said of a component that lags", .timeLimit(.minutes(20)))
struct HeldTextTests {
  private let iree = ComponentName("iree")!
  private let nvgpu = ComponentName("openxla-nvgpu")!

  private static func git(_ digit: Character) -> Pin {
    .git(GitPin(revision: Samples.revision(digit)))
  }

  private func held(
    label: String?, subject: String?, because: String? = "plugin.c:7: no such field"
  ) -> HeldComponent {
    let from = GitPin(revision: Samples.revision("a"))
    let bad = GitPin(revision: Samples.revision("b"), label: label)
    return HeldComponent(
      component: iree, moved: nil, label: "aaaaaaaaaa", newest: "cccccccccc",
      culprit: Candidate(
        pin: .git(bad), landed: Timestamp("2026-11-03T09:00:00Z")!, subject: subject),
      target: Samples.target,
      clashes: [HeldComponent.Clash(component: nvgpu, from: Self.git("d"), to: Self.git("e"))],
      because: because,
      reproduction: .init(
        schedule: Samples.schedule,
        bumps: [Bump(component: iree, from: .git(from), to: .git(bad))]))
  }

  private func body(_ standings: [(ComponentName, ComponentStanding)]) -> String {
    let report = RollReport(
      schedule: Samples.schedule, slot: Samples.slot, standings: standings, skipped: [],
      validations: [])
    let pins = Samples.pins("3.9.0", "3.9.0")
    let message = BumpMessage(
      schedule: Samples.schedule, slot: Samples.slot, bumps: report.bumps.map(\.bump),
      pinSet: pins.digest, evidence: [])
    return RollTexts(
      report: report, evidence: [], message: message, pins: pins, version: Samples.version,
      differences: []
    ).pullRequestBody(of: Samples.revision("f"))
  }

  @Test("the blocking commit is named as a person looks for it, and how to see it red")
  func blocker() {
    let text = body([(iree, .held(held(label: nil, subject: "[CUDA] Rename the plugin path")))])
    let said = """
      - `iree` stays at `aaaaaaaaaa` (newest: `cccccccccc`): `bbbbbbbbbb` is red on \
      `linux-x86_64` with `openxla-nvgpu` `dddddddddd` to `eeeeeeeeee`.\\
        blocked by `bbbbbbbbbb` of 2026-11-03: `[CUDA] Rename the plugin path`
      """
    #expect(text.contains(said), "\(text)")
    #expect(
      held(label: nil, subject: nil).reproductionCommand
        == "roller validate --schedule \(Samples.schedule) --target linux-x86_64 --pin iree=\(Samples.revision("b"))"
    )
  }

  @Test("a tag is named with its commit, and a version needs no commit")
  func tagged() {
    let plain = { (text: String) in text }
    #expect(
      held(label: "iree-3.12.0rc20260822", subject: nil).blocker(code: plain, text: plain)
        == "blocked by iree-3.12.0rc20260822 bbbbbbbbbb of 2026-11-03")
    let wheel = HeldComponent(
      component: Samples.compiler, moved: nil, label: "3.8.0", newest: "3.9.0",
      culprit: Candidate(pin: Samples.wheel("3.9.0"), landed: Timestamp(seconds: 0)),
      target: nil, clashes: [], because: nil,
      reproduction: .init(schedule: Samples.schedule, bumps: []))
    #expect(wheel.blocker(code: plain, text: plain) == nil)
  }

  @Test("what upstream wrote closes, mentions and colours nothing")
  func hostile() {
    let subject = "Fixes #1 @everyone `x` <img src=x> \u{202E}evil\u{1B}[31m"
    let text = body([(iree, .held(held(label: nil, subject: subject)))])
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    let line = text.split(separator: "\n").first { $0.contains("blocked by") } ?? ""
    let outside = line.split(separator: "``", omittingEmptySubsequences: false).first ?? ""
    #expect(!outside.contains("@everyone") && !outside.contains("<img"), "\(line)")
  }

  @Test("every reason to rest is told")
  func resting() {
    let entry = Quarantine(history: []).entries[iree]?.first
    #expect(entry == nil)
    let text = body([
      (iree, .onHold(label: "a", because: "waits for the driver")),
      (nvgpu, .parked(label: "b", because: "main was force-pushed")),
      (Samples.compiler, .tied(label: "c", newest: "d", to: [Samples.runtime])),
      (Samples.runtime, .newestAlready(label: "e")),
    ])
    #expect(text.contains("- `iree` stays at `a`, held by hand: `waits for the driver`"))
    #expect(
      text.contains("- `openxla-nvgpu` stays at `b`, parked until a person has looked: `main was"))
    #expect(text.contains("can only move together with `iree-base-runtime`."))
    #expect(!text.contains("`e`"))
  }
}
