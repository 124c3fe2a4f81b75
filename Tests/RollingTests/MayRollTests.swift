import ReleaseModel
import RollingFakes
import Testing

@testable import Rolling

@Suite(.timeLimit(.minutes(20))) struct MayRollTests {
  @Test("a disabled schedule, and one whose packages take none of what it rolls, are refused")
  func texts() throws {
    let name = try #require(ScheduleName("nightly"))
    let iree = try #require(ComponentName("iree"))
    let disabled = NightError.disabled(name, missing: "a compiler\u{1B}[31m")
    #expect(disabled.exitCode == .refused)
    #expect(disabled.description.contains("hint: roller plan nightly"))
    #expect(!disabled.description.contains("\u{1B}"))
    let unjudgeable = NightError.unjudgeable(name, [iree])
    #expect(unjudgeable.exitCode == .refused)
    #expect(unjudgeable.description.contains("made from iree"))
  }
}
