import ReleaseModel
import Rolling
import SafeText

/// What every running validation does now, as lines that live below those that stay.
package struct LiveValidations {
  private struct Running {
    let since: ContinuousClock.Instant
    var stage = ""
    var line = ""
    var reused = 0
    /// In the order in which they began.
    var steps: [(step: ValidationStep, since: ContinuousClock.Instant, line: String)] = []
  }

  private var running: [TargetName: Running] = [:]
  private let text: EventText

  package init(_ text: EventText) {
    self.text = text
  }

  package mutating func begin(_ target: TargetName, at now: ContinuousClock.Instant) {
    running[target] = Running(since: now)
  }

  package mutating func end(_ target: TargetName) { running[target] = nil }
  package mutating func endAll() { running = [:] }

  package mutating func follow(
    _ note: ValidationNote, on target: TargetName, at now: ContinuousClock.Instant
  ) {
    guard var state = running[target] else { return }
    switch note {
    case .stage(let stage): (state.stage, state.line) = (stage, "")
    case .began(let step): state.steps.append((step, now, ""))
    case .reused: state.reused += 1
    case .ended(let step, _): state.steps.removeAll { $0.step == step }
    case .line(let line, nil): state.line = line
    case .line(let line, let step?):
      guard let index = state.steps.firstIndex(where: { $0.step == step }) else { break }
      state.steps[index].line = line
    }
    running[target] = state
  }

  /// A line for each validation that waits, and one for each step that runs.
  package func lines(at now: ContinuousClock.Instant) -> [String] {
    running.sorted { $0.key < $1.key }.flatMap { target, state -> [String] in
      let reused = state.reused == 0 ? "" : " (\(state.reused) reused)"
      guard !state.steps.isEmpty else {
        let last = state.line.isEmpty ? "" : "  " + UntrustedText(state.line).terminal(limit: 120)
        return ["\(target) \(state.stage)\(reused) \(elapsed(state.since, now))\(last)"]
      }
      return state.steps.map { step, since, line in
        let last = line.isEmpty ? "" : "  " + UntrustedText(line).terminal(limit: 120)
        return "\(target) \(text.description(of: step, on: target))\(reused) "
          + "\(elapsed(since, now))\(last)"
      }
    }
  }

  private func elapsed(
    _ start: ContinuousClock.Instant, _ now: ContinuousClock.Instant
  ) -> String {
    "\(start.duration(to: now).components.seconds) s"
  }
}
