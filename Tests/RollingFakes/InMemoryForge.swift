import Digest
import ReleaseModel
import RollPlanning
import Rolling

/// A small real forge in memory: commits, refs, pull requests, statuses, tags and releases that
/// behave as GitHub's do, and that can be told to fail.
package actor InMemoryForge: Forge {
  private var world: ForgeWorld
  private var faults: [Fault] = []
  /// Every effect that reached the forge, in order.
  package private(set) var effects: [String] = []

  /// What goes wrong at the effect of this number, counted from 0 over the forge's life.
  package struct Fault: Sendable {
    package enum Side: Sendable, CaseIterable {
      /// The effect does not happen.
      case before
      /// The effect happens and its answer is lost.
      case after
    }

    package let effect: Int
    package let side: Side
    package let error: ForgeError

    package init(effect: Int, side: Side, error: ForgeError) {
      self.effect = effect
      self.side = side
      self.error = error
    }
  }

  package init(files: [RepositoryFile]) {
    world = ForgeWorld(files: files)
  }

  package func inject(_ faults: [Fault]) { self.faults = faults }

  /// Changes the world behind the roller's back, as a person does.
  package func change(_ body: @Sendable (inout ForgeWorld) -> Void) { body(&world) }

  package var state: ForgeWorld { world }

  package func facts(for schedule: ScheduleName) throws(ForgeError) -> ForgeFacts {
    world.facts(for: SlotBranch(schedule))
  }

  package func files(
    at commit: Revision, under paths: [String]
  ) throws(ForgeError) -> [RepositoryFile] {
    (world.commits[commit]?.files ?? [:]).values.filter { file in
      paths.contains { file.path == $0 || file.path.hasPrefix($0 + "/") }
    }.sorted { $0.path < $1.path }
  }

  package func pinHistory(
    of commit: Revision, limit: Int
  ) throws(ForgeError) -> [PinRecord] { world.pinHistory(of: commit, limit: limit) }

  package func evidence() throws(ForgeError) -> [Evidence] { Array(world.evidence.values) }

  package func record(_ evidence: [Evidence]) throws(ForgeError) {
    try effect("record evidence") { world in
      for record in evidence where world.evidence[record.subject]?.verdict != .green {
        world.evidence[record.subject] = record
      }
    }
  }

  package func culprits(
    of schedule: ScheduleName
  ) throws(ForgeError) -> [RememberedCulprit] {
    world.culprits[schedule] ?? []
  }

  package func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) throws(ForgeError) {
    try effect("remember culprits") { $0.culprits[schedule] = culprits }
  }

  package func write(_ draft: CommitDraft) throws(ForgeError) -> Revision {
    world.write(draft)
  }

  package func perform(_ step: LandingStep) throws(ForgeError) {
    var moved: ForgeError?
    try effect("\(step)".prefix { $0 != "(" }.description) { world in
      do throws(ForgeError) { try world.apply(step) } catch { moved = error }
    }
    if let moved { throw moved }
  }

  private func effect(
    _ name: String, _ body: (inout ForgeWorld) -> Void
  ) throws(ForgeError) {
    let number = effects.count
    effects.append(name)
    let fault = faults.first { $0.effect == number }
    if let fault, fault.side == .before { throw fault.error }
    body(&world)
    if let fault { throw fault.error }
  }
}
