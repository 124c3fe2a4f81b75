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

  /// A release with one package, which is made from the compiler alone.
  private func world(_ more: String) -> World {
    let step =
      #"{"image": "build", "script": "x.py", "limits": {"memory-mib": 64, "pids": 64, "minutes": 1, "disk-mib": 64}}"#
    let package = """
      {"name": "small", "why": "tests", "inputs": ["iree-base-compiler"], "build": \(step), "targets": \
      {"linux-x86_64": {"build-only": true}, "linux-aarch64": {"build-only": true}}}
      """
    return World(
      files: Worlds.files(more: more) + [
        Worlds.file("packages/small/package.json", package), Worlds.file("packages/small/x.py", ""),
      ])
  }

  @Test("what nothing is made from may not roll alone")
  func alone() async throws {
    await #expect {
      _ = try await world("").night().roll()
    } throws: { error in
      guard case .unjudgeable(_, let names)? = error as? NightError else { return false }
      return names == [Worlds.runtime]
    }
  }

  @Test("what nothing is made from may follow what is judged, and the pull request says so")
  func follows() async throws {
    let group = #""together": [["iree-base-compiler", "iree-base-runtime"]],"#
    let world = world(group)
    let summary = try await world.night().roll()
    #expect(summary.report?.bumps.map(\.bump.to.label) == ["3.13.0", "3.13.0"])
    let body = try #require(await world.forge.state.pulls.first?.body)
    #expect(body.contains("`iree-base-runtime` only moved together with the others"))
    #expect(!body.contains("`iree-base-compiler`,"))
  }
}
