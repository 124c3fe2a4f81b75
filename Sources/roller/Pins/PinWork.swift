import Foundation
import JSON
import Pinning
import ReleaseModel
import Rolling

/// Everything that one `roller pin` does, in order; each part only when it is asked for.
struct PinWork: Sendable {
  let order: PinOrder
  let folder: ReleaseFolder
  let configuration: ReleaseConfiguration
  let surroundings: Surroundings
  let options: PinCommand

  func run() async throws {
    let checkout = ReleaseCheckout(folder, surroundings)
    if options.commit, !options.dryRun { try await checkout.requireCommittable() }
    let wiring = try Wiring(surroundings, options.forge, mirrors: options.mirrors)
    let session = PinSession(configuration, wiring)
    let outcome = try await session.outcome(of: order)
    let edited = try session.edited(by: outcome)
    say(PinText(outcome, style: style).text)
    let difference = try await session.difference(of: outcome)
    if !difference.isEmpty {
      say("\n" + difference.terminal(Screen(surroundings).form(subjects: 5)))
    }
    var done = outcome.json
    done["diff"] = difference.json
    done["pin-set"] = .string("\(edited.pins.digest)")
    done["written"] = .bool(false)
    guard !outcome.changesNothing else { return end("nothing to do", done) }
    guard !options.dryRun else { return end("dry run: nothing was written", done) }
    let evidence = options.validate ? try await validate(edited) : []
    done["validated"] = .array(evidence.map(\.json))
    let message = PinMessage(
      outcome, pins: edited.pins, downgrade: order.downgrade, evidence: evidence)
    if options.commit || !options.pullRequest {
      try VersionFile(in: folder).replace(configuration.versionInfo.bytes, with: edited.bytes)
      done["written"] = .bool(true)
      say("\n\(VersionInfo.path): written")
    }
    if options.commit {
      let commit = try await checkout.commit("\(message)")
      done["commit"] = .string("\(commit)")
      say("committed \(commit.abbreviated): \(message.subject)")
    }
    if options.pullRequest {
      let page = try await wiring.propose(
        PinTexts(order: order, outcome: outcome, evidence: evidence, difference: difference))
      done["pull-request"] = .string(page)
      say("pull request: \(page)")
      if options.forge.forge == "local" { say("To open it: roller forge serve") }
    }
    if options.json { print(JSONValue.object(done).text(.indented)) }
  }

  /// Green evidence of the edited pins on every target, or nothing is written.
  private func validate(_ edited: VersionInfo) async throws -> [Evidence] {
    let configuration = try configuration(with: edited)
    let validations = try await Validating(surroundings, configuration, options.mirrors)
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
          + "\n  hint: to write them all the same, leave --validate away")
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

  private func say(_ text: String) {
    if !options.json { print(text) }
  }

  private func end(_ text: String, _ done: JSONObject) {
    say("\n\(text)")
    if options.json { print(JSONValue.object(done).text(.indented)) }
  }
}
