import CommandLineTool
import Foundation
import JSON
import Pinning
import ReleaseModel
import Rolling
import VersionDiffs

/// Everything that one `roller pin` does, in order; each part only when it is asked for.
struct PinWork: Sendable {
  let order: PinOrder
  let folder: ReleaseFolder
  let configuration: ReleaseConfiguration
  let surroundings: Surroundings
  let options: PinCommand

  func run() async throws {
    let wiring = try Wiring(surroundings, options.forge, mirrors: options.mirrors)
    let checkout = wiring.checkout(folder)
    if options.commit, !options.dryRun { try await checkout.requireCommittable() }
    let session = PinSession(configuration, wiring)
    let outcome = try await session.outcome(of: order)
    let edited = try session.edited(by: outcome)
    let difference = try await session.difference(of: outcome)
    let result = PinResult(outcome: outcome, edited: edited, difference: difference)
    var report = PinReport(isJSON: options.json, plan: plan(result))
    report.json = outcome.json
    report.json["diff"] = difference.json
    report.json["pin-set"] = .string("\(edited.pins.digest)")
    report.json["written"] = .bool(false)
    if outcome.changesNothing {
      report.say("\nnothing to do")
    } else if options.dryRun {
      report.say("\ndry run: nothing was written")
    } else {
      try await make(result, checkout, wiring, &report)
    }
    report.end()
  }

  /// Makes the change; what is told as done is done.
  private func make(
    _ result: PinResult, _ checkout: ReleaseCheckout, _ wiring: Wiring, _ report: inout PinReport
  ) async throws {
    if options.validate {
      report.say("\nvalidating first; nothing is written unless these pins are green")
    }
    let evidence = options.validate ? try await validate(result.edited, wiring) : []
    report.json["validated"] = .array(evidence.map(\.json))
    let message = PinMessage(
      result.outcome, pins: result.edited.pins, downgrade: order.downgrade, evidence: evidence)
    let edit = FileEdit(
      file: VersionFile(in: folder), from: configuration.versionInfo.bytes,
      to: result.edited.bytes)
    if options.commit {
      let commit = try await checkout.commit(edit, "\(message)")
      reportWritten(&report)
      report.json["commit"] = .string("\(commit)")
      report.say("committed \(commit.abbreviated): \(message.subject)")
    }
    if !options.commit, !options.pullRequest {
      try edit.make()
      reportWritten(&report)
    }
    if options.pullRequest {
      let (page, opening) = try await wiring.propose(
        PinTexts(
          order: order, outcome: result.outcome, evidence: evidence,
          difference: result.difference))
      report.json["pull-request"] = .string(page)
      report.say("pull request: \(page)")
      if let opening { report.say(opening) }
    }
  }

  private func reportWritten(_ report: inout PinReport) {
    report.json["written"] = .bool(true)
    report.say("\n\(VersionInfo.path): written")
  }

  /// What the order comes to, for people.
  private func plan(_ result: PinResult) -> String {
    let text = PinText(result.outcome, style: style).text
    guard !result.difference.isEmpty else { return text }
    return text + "\n\n" + result.difference.terminal(Screen(surroundings).form(subjects: 5))
  }

  /// Green evidence of the edited pins on every target, or nothing is written.
  private func validate(_ edited: VersionInfo, _ wiring: Wiring) async throws -> [Evidence] {
    let configuration = try configuration(with: edited)
    let validations = try await Validating(configuration, wiring)
      .validate(targets: configuration.targets.filter(\.isEnabled), pins: [])
    if !options.json {
      for validation in validations { print(ValidationText(validation, style: style).text) }
    }
    let verdicts = validations.map(\.evidence.verdict)
    guard verdicts.allSatisfy({ $0 == .green }) else {
      let isOpen = verdicts.contains { verdict in
        if case .unjudged = verdict { true } else { false }
      }
      throw CommandFailure(
        isOpen ? .tryLater : .nothingGreen,
        "the pins are not green here; nothing was written"
          + "\n  hint: to write them anyway, omit --validate")
    }
    return validations.map(\.evidence)
  }

  /// The whole configuration with the edited file in its place, checked as a whole again.
  private func configuration(with edited: VersionInfo) throws -> ReleaseConfiguration {
    let others = try folder.files(under: ReleaseConfiguration.paths).filter {
      $0.path != VersionInfo.path
    }
    let file = RepositoryFile(path: VersionInfo.path, bytes: edited.bytes, isExecutable: false)
    do throws(Mistakes) { return try ReleaseConfiguration.read(others + [file]) } catch {
      throw CommandFailure(error)
    }
  }

  private var style: Style { Style(isColored: surroundings.isOutputColored) }
}

/// What an order comes to: computed, not yet made.
private struct PinResult {
  let outcome: PinOutcome
  let edited: VersionInfo
  let difference: VersionDiff
}
