import Foundation
import ReleaseModel
import RollPlanning
import Rolling
import Synchronization
import TestKit
import Testing

@Suite("Twenty nights", .timeLimit(.minutes(20)))
struct TwentyNightsTests {
  @Test(
    "with killed nights, people, a fresh mirror and a fresh clone every night, each roll is whole")
  func year() async throws {
    try await NightWorld.run { world in
      var random = SeededRandom(seed: 20)
      var minor = 0
      var kills = 0
      for night in 0..<20 {
        if Int.random(in: 0..<100, using: &random) < 80 || night == 0 { minor += 1 }
        if Int.random(in: 0..<100, using: &random) < 25 {
          try await world.commitToMain("note of day \(night)\n")
        }
        let step = Int.random(in: 1...12, using: &random)
        let isKilled = night < 19 && Int.random(in: 0..<100, using: &random) < 35
        if isKilled, try await kill(world, to: minor, atStep: step) { kills += 1 }
        try? FileManager.default.removeItem(at: world.forge.mirror)
        // A killed night is started again the same night, or only the next one.
        if !isKilled || Bool.random(using: &random) { try await settle(world, to: minor) }
        world.time.pass(seconds: 86_400)
      }
      #expect(kills >= 3)
      try await settle(world, to: minor)
      try await expectWholeLife(world, newest: minor)
    }
  }

  /// A night that nobody disturbs, and the first night of a fresh clone after it.
  private func settle(_ world: NightWorld, to minor: Int) async throws {
    let summary = try await world.roll(to: minor)
    #expect(summary.exitCode == .done)
    #expect(summary.matters.isEmpty)
    let facts = try await world.facts()
    try await world.expectWhole(rolls: facts.history.filter { $0.roll != nil }.count)
    let clone = try await world.lifeOfClone(of: world.forge.cloneURL, to: minor)
    #expect(clone.summary.outcome == .nothingNewer)
    #expect(clone.asked.isEmpty)
    #expect(clone.refsAfter == clone.refsBefore)
    #expect(clone.facts.pullRequests.isEmpty && clone.facts.releases.isEmpty)
  }

  /// A night that is cancelled as it begins its step of that number; whether it came so far.
  private func kill(_ world: NightWorld, to minor: Int, atStep step: Int) async throws -> Bool {
    let killer = Killer(atStep: step)
    let night = Task { try await world.roll(to: minor, seenBy: killer) }
    _ = await night.result
    return killer.hasKilled
  }

  private func expectWholeLife(_ world: NightWorld, newest minor: Int) async throws {
    let facts = try await world.facts()
    #expect(facts.slotBranch == nil && facts.open == nil)
    let file = try await world.forge.run("show", "main:version_info.json")
    #expect(file.contains("\"1.\(minor).0\""))
    let notes = facts.history.filter { $0.message == "Note something\n" }
    #expect(!notes.isEmpty)
    #expect(facts.history.count == facts.history.filter { $0.roll != nil }.count + notes.count + 1)
  }
}

/// Ends the task of a night as it begins a step.
private final class Killer: NightObserver {
  private let left: Mutex<Int>

  init(atStep step: Int) { left = Mutex(step) }

  var hasKilled: Bool { left.withLock { $0 <= 0 } }

  func note(_ event: NightEvent) {
    guard case .step = event else { return }
    let isNow = left.withLock { left in
      left -= 1
      return left == 0
    }
    if isNow { withUnsafeCurrentTask { $0?.cancel() } }
  }
}
