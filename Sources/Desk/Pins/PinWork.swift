import CommandLineTool
import Foundation
import Pinning
import ReleaseModel
import Rolling
import VersionDiffs

/// Everything that one `roller pin` does, in order; each part only when it is asked for.
package struct PinWork: Sendable {
  /// What is done with the pins once they are decided; with none of them, the file is written.
  package struct Steps: Sendable {
    package var isDryRun = false
    package var validates = false
    package var commits = false
    package var proposes = false

    package init() {}
  }

  private let order: PinOrder
  private let steps: Steps
  private let folder: ReleaseFolder
  private let configuration: ReleaseConfiguration
  private let checkout: ReleaseCheckout
  private let ports: any PinPorts

  package init(
    _ order: PinOrder, _ steps: Steps, in checkout: ReleaseCheckout, ports: any PinPorts
  ) throws(CommandFailure) {
    self.order = order
    self.steps = steps
    self.checkout = checkout
    self.ports = ports
    folder = checkout.folder
    configuration = try folder.configuration()
  }

  /// Does it, and tells each event when it is done; what is told as done is done.
  package func run(_ tell: (PinEvent) -> Void) async throws -> PinEnd {
    if steps.commits, !steps.isDryRun { try await checkout.requireCommittable() }
    var end = try await decide()
    tell(.decided(end))
    if end.outcome.changesNothing {
      tell(.nothingToDo)
    } else if steps.isDryRun {
      tell(.dryRun)
    } else {
      try await make(&end, tell)
    }
    return end
  }

  private func make(_ end: inout PinEnd, _ tell: (PinEvent) -> Void) async throws {
    if steps.validates {
      tell(.validating)
      end.evidence = try await validate(end.edited, tell)
    }
    let message = PinMessage(
      end.outcome, pins: end.edited.pins, downgrade: order.downgrade, evidence: end.evidence)
    let edit = FileEdit(
      file: VersionFile(in: folder), from: configuration.versionInfo.bytes, to: end.edited.bytes)
    if steps.commits {
      let commit = try await checkout.commit(edit, "\(message)")
      (end.isWritten, end.commit) = (true, commit)
      tell(.written)
      tell(.committed(commit, subject: message.subject))
    } else if !steps.proposes {
      try edit.make()
      end.isWritten = true
      tell(.written)
    }
    guard steps.proposes else { return }
    let (page, opening) = try await ports.propose(
      PinTexts(
        order: order, outcome: end.outcome, evidence: end.evidence, difference: end.difference))
    end.pullRequest = page
    tell(.proposed(page, opening: opening))
  }

  /// Green evidence of the edited pins on every target, or nothing is written.
  private func validate(
    _ edited: VersionInfo, _ tell: (PinEvent) -> Void
  ) async throws -> [Evidence] {
    let validations = try await ports.validate(try configuration(with: edited))
    tell(.judged(validations))
    guard validations.allSatisfy({ $0.evidence.verdict == .green }) else {
      throw CommandFailure(
        validations.allSatisfy(\.isJudged) ? .nothingGreen : .tryLater,
        "the pins are not green here; nothing was written"
          + "\n  hint: to write them anyway, omit --validate")
    }
    return validations.map(\.evidence)
  }

  /// The whole configuration with the edited file in its place, checked as a whole again.
  private func configuration(
    with edited: VersionInfo
  ) throws(CommandFailure) -> ReleaseConfiguration {
    let others = try folder.files(under: ReleaseConfiguration.paths).filter {
      $0.path != VersionInfo.path
    }
    let file = RepositoryFile(path: VersionInfo.path, bytes: edited.bytes, isExecutable: false)
    do throws(Mistakes) { return try ReleaseConfiguration.read(others + [file]) } catch {
      throw CommandFailure(error)
    }
  }
}

// From questions to the edited file; nothing is written.
extension PinWork {
  private func decide() async throws -> PinEnd {
    let plan = PinPlan(order, in: configuration)
    if case .decided(let outcome) = plan.step([:]), outcome.moves.isEmpty {
      return try end(outcome, [])
    }
    return try await ports.withUpstream { [self] upstream in try await decide(plan, upstream) }
  }

  private func decide(_ plan: PinPlan, _ upstream: any PinUpstream) async throws -> PinEnd {
    let outcome = try await outcome(of: plan, upstream)
    let bumps = outcome.moves.map(\.bump)
    if bumps.isEmpty || !outcome.refusals.isEmpty { return try end(outcome, []) }
    return try end(
      outcome, await upstream.differences(of: bumps, in: configuration.components))
  }

  private func outcome(
    of plan: PinPlan, _ upstream: any PinUpstream
  ) async throws -> PinOutcome {
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
    _ questions: [PinQuestion], of upstream: any PinUpstream
  ) async -> [PinQuestion: PinAnswer] {
    await withTaskGroup(of: (PinQuestion, PinAnswer).self) { group in
      for question in questions { group.addTask { (question, await upstream.answer(question)) } }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private func end(
    _ outcome: PinOutcome, _ differences: [BumpDifference]
  ) throws(CommandFailure) -> PinEnd {
    guard outcome.refusals.isEmpty else { throw CommandFailure(outcome.refusals) }
    do {
      return PinEnd(
        outcome: outcome, edited: try outcome.applied(to: configuration.versionInfo),
        difference: VersionDiff(bumps: differences))
    } catch {
      if let mistakes = error as? Mistakes { throw CommandFailure(mistakes) }
      throw CommandFailure(.badData, "\(error)")
    }
  }
}

extension CommandFailure {
  /// All reasons at once; the code is that of the gravest: what was typed before what was found.
  fileprivate init(_ refusals: [PinRefusal]) {
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
