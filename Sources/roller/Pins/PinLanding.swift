import GitHub
import Pinning
import ReleaseModel
import RollPlanning
import Rolling
import VersionDiffs

/// Brings a person's pins to the forge as a pull request, on top of what its main pins now.
struct PinLanding {
  private let order: PinOrder
  private let outcome: PinOutcome
  private let evidence: [Evidence]
  private let difference: VersionDiff
  private let wiring: Wiring

  init(
    _ order: PinOrder, _ outcome: PinOutcome, _ evidence: [Evidence], _ difference: VersionDiff,
    _ wiring: Wiring
  ) {
    self.difference = difference
    self.order = order
    self.outcome = outcome
    self.evidence = evidence
    self.wiring = wiring
  }

  /// The page of the pull request.
  func propose() async throws -> String {
    try await wiring.withForge { forge in
      do throws(ForgeError) {
        let main = try await forge.facts(for: ScheduleName("none").unsafelyUnwrapped).main
        let files = try await forge.files(at: main.revision, under: [VersionInfo.path])
        let proposal = try proposal(on: main, files.first?.bytes ?? [])
        if !evidence.isEmpty { try await forge.record(evidence) }
        return try await forge.propose(proposal).page
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private func proposal(
    on main: CommitFacts, _ bytes: [UInt8]
  ) throws(ForgeError) -> PinProposal {
    let new = try edit(bytes)
    let names = outcome.moves.map(\.bump.component) + outcome.notes.map(\.component)
    let message = PinMessage(
      outcome, pins: new.pins, downgrade: order.downgrade, evidence: evidence)
    guard let branch = SlotBranch(pinning: Array(Set(names))) else {
      throw refused("\(names.count) components are too many for a branch's name", hint: "pin fewer")
    }
    let request = PinPullRequest(
      outcome, downgrade: order.downgrade, evidence: evidence,
      difference: difference.isEmpty ? "" : difference.markdown(limit: 40_000))
    // The date is the base's: the same pins on the same base are the same commit.
    return PinProposal(
      branch: branch,
      commit: CommitDraft(
        parent: main.revision, files: [VersionInfo.path: new.bytes], message: "\(message)",
        date: main.committed),
      title: message.subject, body: { request.body(of: $0) })
  }

  /// main's file with the pins moved, or why it is not ours to edit.
  private func edit(_ bytes: [UInt8]) throws(ForgeError) -> VersionInfo {
    do {
      return try outcome.applied(to: try VersionInfo.read(bytes))
    } catch {
      throw refused("\(error)", hint: "bring this checkout to the forge's main, and pin again")
    }
  }

  private func refused(_ found: String, hint: String) -> ForgeError {
    ForgeError(
      kind: .refused, doing: "editing \(VersionInfo.path) of the forge's main", found: found,
      hint: hint)
  }
}

extension CommandFailure {
  /// The forge's "no" as a command's.
  init(_ error: ForgeError) {
    let code: Rolling.ExitCode =
      switch error.kind {
      case .tryLater, .moved: .tryLater
      case .refused, .malformed: .remoteSaidNo
      }
    self.init(code, error.description)
  }
}
