import ChangeChecks
import Foundation
import Git
import ReleaseModel

extension HookCall {
  /// Before the editor opens: a bump by hand gets the message that says what moves.
  func prepareMessage(
    _ place: RepositoryPlace, _ repository: borrowing CheckedRepository
  ) throws -> HookEnd {
    guard isEmptyMessage, let file = arguments.first else { return .silent }
    let head = try repository.git.reference(.head)?.peeled
    guard let staged = try repository.stagedTree(in: place.index, ifOtherThan: head) else {
      return .silent
    }
    let change = CheckedChange(from: try repository.pins(of: head), to: staged)
    guard !change.bumps.isEmpty, let info = staged.versionInfo else { return .silent }
    let url = URL(fileURLWithPath: file, relativeTo: folder)
    let template = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard WrittenMessage(template).isEmpty else { return .silent }
    var message = HandBumpMessage(bumps: change.bumps, pins: info.pins).description
    if change.needsReason(answers(change.questions)) {
      // Empty, it does not count: the author has to say why.
      message = message.replacing(
        "\nPin-Set:", with: "\n\(HandBumpMessage.downgradeToken): \nPin-Set:")
    }
    try Data((message + template).utf8).write(to: url)
    return .silent
  }

  /// Without a source the message is still to be written; the framework pre-commit says it in a
  /// variable: <https://pre-commit.com/#prepare-commit-msg>.
  private var isEmptyMessage: Bool {
    let source =
      arguments.dropFirst().first ?? environment["PRE_COMMIT_COMMIT_MSG_SOURCE"] ?? ""
    return ["", "template"].contains(source)
  }
}
