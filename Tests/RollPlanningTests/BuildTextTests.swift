import Digest
import ReleaseModel
import RollPlanning
import Testing

@Suite("What validations built and reused", .timeLimit(.minutes(20)))
struct BuildTextTests {
  private func build(_ name: String, reused: Bool, _ milliseconds: Int64 = 60_000) -> PackageBuild {
    PackageBuild(
      package: PackageName(name)!, target: Samples.target, key: SHA256Digest(of: name),
      isReused: reused, milliseconds: milliseconds)
  }

  @Test("is counted, named once, and timed where something was built")
  func told() {
    let builds = [
      build("compiler", reused: false), build("runtime", reused: true, 3),
      build("compiler", reused: false, 65_000), build("plugin", reused: false),
    ]
    #expect(
      BuildTally(builds).text
        == "3 built (compiler ×2, plugin) in 3 min 05 s, 1 reused (runtime)")
  }

  @Test("says so when nothing was built, and is silent when nothing was needed")
  func nothing() {
    #expect(
      BuildTally([build("runtime", reused: true)]).text == "nothing built, 1 reused (runtime)")
    #expect(BuildTally([]).text == nil)
  }

  @Test("counts only what ran tonight")
  func tonight() {
    let validations = [true, false].map { isRemembered in
      ReportedValidation(
        labels: [], target: Samples.target, verdict: .green, isRemembered: isRemembered,
        milliseconds: 1, purpose: "plan", builds: [build("compiler", reused: false)])
    }
    let report = RollReport(
      schedule: Samples.schedule, slot: Samples.slot, standings: [], skipped: [],
      validations: validations)
    #expect(report.builds.built.count == 1)
  }
}
