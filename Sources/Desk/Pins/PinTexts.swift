import Errors
import Pinning
import ReleaseModel
import RollPlanning
import Rolling
import VersionDiffs

/// How a person's pins are proposed: the forge's file with them in it, and what is said of them.
package struct PinTexts: Sendable {
  let order: PinOrder
  let outcome: PinOutcome
  package let evidence: [Evidence]
  let difference: VersionDiff

  /// The proposal on top of `file`, which the forge's default branch has now.
  package func draft(on file: VersionInfo) throws(NightError) -> PinDraft {
    let new = try edit(file)
    let names = outcome.moves.map(\.bump.component) + outcome.notes.map(\.component)
    let message = PinMessage(
      outcome, pins: new.pins, downgrade: order.downgrade, evidence: evidence)
    guard let branch = SlotBranch(pinning: Array(Set(names))) else {
      throw refused("\(names.count) components are too many for a branch name", hint: "pin fewer")
    }
    let request = PinPullRequest(
      outcome, downgrade: order.downgrade, evidence: evidence,
      difference: difference.isEmpty ? "" : difference.markdown(limit: 40_000))
    return PinDraft(
      branch: branch, file: new, message: "\(message)", title: message.subject,
      body: { request.body(of: $0) })
  }

  /// The forge's file with the pins moved, or why it is not ours to edit.
  private func edit(_ file: VersionInfo) throws(NightError) -> VersionInfo {
    do { return try outcome.applied(to: file) } catch {
      throw refused("\(error)", hint: "update this checkout to the forge's branch, then pin again")
    }
  }

  private func refused(_ found: String, hint: String) -> NightError {
    .failed(
      Failure(
        .rejected, doing: "editing \(VersionInfo.path) of the forge's default branch", found: found,
        hint: hint))
  }
}
