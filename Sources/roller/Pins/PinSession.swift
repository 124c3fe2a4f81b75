import CommandLineTool
import Foundation
import Mirrors
import Pinning
import ReleaseModel
import Rolling
import VersionDiffs

/// Carries an order from its questions to the edited file; writes nothing.
struct PinSession: Sendable {
  let configuration: ReleaseConfiguration
  private let wiring: Wiring

  init(_ configuration: ReleaseConfiguration, _ wiring: Wiring) {
    self.configuration = configuration
    self.wiring = wiring
  }

  /// What `order` comes to, or every reason against it.
  func outcome(of order: PinOrder) async throws -> PinOutcome {
    let plan = PinPlan(order, in: configuration)
    var step = plan.step([:])
    if case .ask = step {
      step = .decided(try await wiring.withMirrors { try await decide(plan, mirrors: $0) })
    }
    guard case .decided(let outcome) = step else { preconditionFailure("left undecided") }
    guard outcome.refusals.isEmpty else { throw CommandFailure(outcome.refusals) }
    return outcome
  }

  /// The file as it is after `outcome`.
  func edited(by outcome: PinOutcome) throws(CommandFailure) -> VersionInfo {
    do { return try outcome.applied(to: configuration.versionInfo) } catch {
      if let mistakes = error as? Mistakes { throw CommandFailure(mistakes) }
      throw CommandFailure(.badData, "\(error)")
    }
  }

  /// What the moves bring, as far as upstreams tell.
  func difference(of outcome: PinOutcome) async throws -> VersionDiff {
    let bumps = outcome.moves.map(\.bump)
    guard !bumps.isEmpty else { return VersionDiff(bumps: []) }
    return try await wiring.withMirrors { mirrors in
      VersionDiff(
        bumps: await wiring.family(mirrors).differences(of: bumps, in: configuration.components))
    }
  }

  private func decide(_ plan: PinPlan, mirrors: Mirrors) async throws -> PinOutcome {
    let upstream = PinAnswers(
      mirrors, wheels: wiring.wheels(), components: configuration.components,
      targets: configuration.targets.filter(\.isEnabled))
    var answers: [PinQuestion: PinAnswer] = [:]
    while true {
      switch plan.step(answers) {
      case .decided(let outcome): return outcome
      case .ask(let questions):
        try Task.checkCancellation()
        answers.merge(await ask(questions, of: upstream)) { _, new in new }
      }
    }
  }

  /// All at once: each is another repository's, mostly.
  private func ask(
    _ questions: [PinQuestion], of upstream: PinAnswers
  ) async -> [PinQuestion: PinAnswer] {
    await withTaskGroup(of: (PinQuestion, PinAnswer).self) { group in
      for question in questions { group.addTask { (question, await upstream.answer(question)) } }
      var answers: [PinQuestion: PinAnswer] = [:]
      for await (question, answer) in group { answers[question] = answer }
      return answers
    }
  }
}

extension CommandFailure {
  /// All reasons at once; the code is that of the gravest: what was typed before what was found.
  init(_ refusals: [PinRefusal]) {
    let gravest = PinRefusal.Kind.allCases.first { kind in
      refusals.contains { $0.kind == kind }
    }
    self.init(
      (gravest ?? .badData).exitCode,
      refusals.map(\.description).joined(separator: "\n")
        + "\nnothing was written")
  }
}

extension PinRefusal.Kind {
  fileprivate var exitCode: Rolling.ExitCode {
    switch self {
    case .usage: .usage
    case .badData: .badData
    case .refused: .refused
    case .tryLater: .tryLater
    case .remoteSaidNo: .remoteSaidNo
    }
  }
}
