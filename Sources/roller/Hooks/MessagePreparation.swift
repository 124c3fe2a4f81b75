import ChangeChecks
import CommandLineTool
import Foundation
import Git
import ReleaseModel

/// Before the editor opens: a bump by hand gets the message that says what moves.
struct MessagePreparation {
  let call: HookCall
  let place: RepositoryPlace

  func code(_ repository: borrowing CheckedRepository) throws -> Int32 {
    guard isEmptyMessage, let file = call.arguments.first else { return 0 }
    let head = try repository.git.reference(.head)?.peeled
    guard let staged = try repository.stagedTree(in: place.index, ifOtherThan: head) else {
      return 0
    }
    let change = CheckedChange(from: try repository.pins(of: head), to: staged)
    guard !change.bumps.isEmpty, let info = staged.versionInfo else { return 0 }
    let url = URL(fileURLWithPath: file, relativeTo: call.surroundings.folder)
    let template = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard WrittenMessage(template).isEmpty else { return 0 }
    var message = HandBumpMessage(bumps: change.bumps, pins: info.pins).description
    if change.needsReason(call.witness.answers(to: change.questions)) {
      // Empty, it does not count: the author has to say why.
      message = message.replacing(
        "\nPin-Set:", with: "\n\(HandBumpMessage.downgradeToken): \nPin-Set:")
    }
    try Data((message + template).utf8).write(to: url)
    return 0
  }

  /// Without a source the message is still to be written; the framework pre-commit says it in a
  /// variable: <https://pre-commit.com/#prepare-commit-msg>.
  private var isEmptyMessage: Bool {
    let source =
      call.arguments.dropFirst().first ?? call.environment["PRE_COMMIT_COMMIT_MSG_SOURCE"] ?? ""
    return ["", "template"].contains(source)
  }
}
