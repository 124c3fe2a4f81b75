import ReleaseModel
import RollPlanning
import Rolling
import Testing

@testable import GitHub

@Suite("Culprits on a live forge", .timeLimit(.minutes(20)))
struct CulpritTests {
  private let schedule = ScheduleName("python")!
  private let date = Timestamp(seconds: 1_795_000_000)

  private func culprit(_ digit: String) -> RememberedCulprit {
    let component = ComponentName("iree-base-compiler")!
    let from = PinIdentity("git:" + String(repeating: digit, count: 40))!
    return RememberedCulprit(
      component: component, target: TargetName("linux-x86_64")!,
      ranges: [RememberedCulprit.Range(component: component, from: from, through: nil)])
  }

  @Test("what one machine leaves another finds, each schedule its own, and the newest counts")
  func leaves() async throws {
    try await LiveForge.run { live in
      let (one, other) = (try live.forge().releaseRepository, try live.forge().releaseRepository)
      #expect(try await one.culprits(of: schedule).isEmpty)
      try await one.remember([culprit("a")], of: schedule, date: date)
      try await one.remember([culprit("b")], of: schedule, date: date)
      #expect(try await other.culprits(of: schedule) == [culprit("b")])
      #expect(try await other.culprits(of: ScheduleName("nightly")!).isEmpty)
      #expect(try await other.evidence().isEmpty)
    }
  }
}
