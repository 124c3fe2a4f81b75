import ChangeChecks
import Foundation
import Git
import ReleaseModel

/// After the message is written: it must agree with what is committed.
struct MessageCheck {
  let call: HookCall
  let place: RepositoryPlace

  func code(_ repository: borrowing CheckedRepository) throws -> Int32 {
    guard let file = call.arguments.first else { return 0 }
    let url = URL(fileURLWithPath: file, relativeTo: call.surroundings.folder)
    let written = WrittenMessage(String(decoding: try Data(contentsOf: url), as: UTF8.self))
    let message = ChangeMessage(written.text)
    let head = try repository.git.reference(.head)?.peeled
    let staged = try repository.stagedTree(in: place.index, ifOtherThan: head)
    guard staged != nil || message.claimsBumps else { return 0 }
    guard let after = try staged ?? head.map({ try repository.tree(of: $0) }) else { return 0 }
    var findings: CheckFindings?
    for base in try bases(head, repository) {
      let change = CheckedChange(from: try repository.pins(of: base), to: after)
      let found = change.findings(
        message: message, answers: call.witness.answers(to: change.questions))
      if found.mistakes.count < findings?.mistakes.count ?? .max { findings = found }
    }
    guard var findings else { return 0 }
    // The files had their say before the commit; only the message is new.
    findings.warnings = []
    findings.notes = []
    let end = call.end(
      call.text.text(findings), findings, refused: "not committed, the message is in \(file)")
    return end
  }

  /// git does not tell this hook that a commit is amended, so what HEAD was made from counts, too.
  private func bases(
    _ head: ObjectID?, _ repository: borrowing CheckedRepository
  ) throws -> [ObjectID?] {
    guard let head else { return [nil] }
    return [head] + (try repository.git.commit(head).parents.prefix(1).map { Optional($0) })
  }
}
