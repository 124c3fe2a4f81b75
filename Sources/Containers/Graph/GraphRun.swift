import Errors
import ReleaseModel

/// Runs the steps that a validation needs, side by side where none waits for another.
struct GraphRun: Sendable {
  let graph: PackageGraph
  let work: StepWork

  /// What came of each step that was needed; what could not be reached is missing.
  ///
  /// Earlier results are looked for from the goals down, so that nothing is fetched or made
  /// whose only use was to make something that is there. The first red ends everything, and one that
  /// is known ends it before anything runs.
  func outcomes() async throws(Failure) -> [StepID: StepOutcome] {
    var outcomes: [StepID: StepOutcome] = [:]
    var todo: Set<StepID> = []
    var left = graph.goals + graph.releases
    while let step = left.popLast() {
      guard outcomes[step] == nil, !todo.contains(step) else { continue }
      if step.action != .check, let build = try await work.find(step) {
        outcomes[step] = await work.reused(step, build)
      } else if let red = await work.knownRed(step) {
        outcomes[step] = red
        return outcomes
      } else {
        todo.insert(step)
        left += graph.made(from: step)
      }
    }
    return await run(todo, knowing: outcomes)
  }

  private func run(
    _ steps: Set<StepID>, knowing known: [StepID: StepOutcome]
  ) async -> [StepID: StepOutcome] {
    await withTaskGroup(of: (StepID, StepOutcome).self) { group in
      var outcomes = known
      var waiting = graph.order.filter(steps.contains)
      func start() {
        let ready = waiting.filter { step in
          graph.made(from: step).allSatisfy { outcomes[$0]?.build != nil }
        }
        waiting.removeAll(where: ready.contains)
        for step in ready {
          let parts = graph.made(from: step).compactMap { part in
            outcomes[part]?.build.map { (part, $0) }
          }
          group.addTask { (step, await perform(step, Dictionary(parts) { first, _ in first })) }
        }
      }
      start()
      while let (step, outcome) = await group.next() {
        outcomes[step] = outcome
        if case .red = outcome.verdict {
          group.cancelAll()
          waiting = []
        }
        start()
      }
      return outcomes
    }
  }

  private func perform(_ step: StepID, _ parts: [StepID: Build]) async -> StepOutcome {
    do throws(Failure) { return try await work.perform(step, from: parts) } catch {
      await work.logs.main.note("unjudged: \(error.doing): \(error.found)")
      await work.logs.main.note("  hint: \(error.hint)")
      return StepOutcome(
        verdict: .unjudged(because: error.summary), hasRun: false)
    }
  }
}

extension PackageGraph {
  /// What `outcomes` say together: any red is red, and green needs every goal.
  func verdict(_ outcomes: [StepID: StepOutcome]) -> Verdict {
    let verdicts = order.compactMap { outcomes[$0]?.verdict }
    for verdict in verdicts { if case .red = verdict { return verdict } }
    for verdict in verdicts { if case .unjudged = verdict { return verdict } }
    guard goals.allSatisfy({ outcomes[$0] != nil }) else {
      return .unjudged(because: "some packages were not checked")
    }
    return .green
  }
}
