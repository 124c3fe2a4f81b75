import CommandLineTool
import Digest
import GreenSet
import ReleaseModel
import RollPlanning

/// What it costs to make a search out of what upstreams answered: 12 repositories with 200 candidates
/// each, every one of them recording the next.
struct SpaceBench {
  private static let components = 12
  private static let revisions = 200
  private static let repeats = 5

  /// Milliseconds, the best of a few, as one line.
  func line() throws -> String {
    let names = (0..<Self.components).compactMap { ComponentName("c\($0)") }
    let base = PinSet(names.indices.map { (names[$0], pin($0, 0)) })
    let surveys = names.indices.map { survey(names, $0) }
    let schedule = try schedule()
    var best = Double.infinity
    for _ in 0..<Self.repeats {
      let took = try ContinuousClock().measure {
        let space = SearchSpace(base: base, schedule: schedule, surveys: surveys)
        _ = try space.problem()
      }
      best = min(best, took / .milliseconds(1))
    }
    let size = "\(Self.components) repositories × \(Self.revisions) candidates with hints"
    return "from surveys to the search, \(size): \(PlanBench.short(best)) ms"
  }

  private func schedule() throws -> Schedule {
    guard let name = ScheduleName("bench"), let target = TargetName("linux-x86_64") else {
      throw CommandFailure(.badData, "naming the bench")
    }
    return Schedule(
      name: name, why: "", when: try Cron(expression: "0 4 * * *", timeZone: "UTC"), rolls: [],
      together: [], targets: [target], land: Landing(pullRequest: true, merge: .whenGreen),
      preRelease: true, limits: .standard)
  }

  private func survey(_ names: [ComponentName], _ index: Int) -> Survey {
    let next = (index + 1) % names.count
    let candidates = (1...Self.revisions).map { number in
      Candidate(pin: pin(index, number), landed: Timestamp(seconds: Int64(number) * 600))
    }
    let hints = (0...Self.revisions).map { number in
      RecordedHint(
        revision: pin(index, number).identity,
        pins: [names[next]: pin(next, max(0, number - 1)).identity])
    }
    return Survey(
      component: names[index], answer: .known(candidates), pinned: Timestamp(seconds: 0),
      hints: hints)
  }

  private func pin(_ component: Int, _ number: Int) -> Pin {
    let digits = String(component * 1_000 + number + 1, radix: 16)
    let id = String(repeating: "a", count: 40 - digits.count) + digits
    return .git(GitPin(revision: Revision(id).unsafelyUnwrapped))
  }
}
