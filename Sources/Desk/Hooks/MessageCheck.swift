import ChangeChecks
import Foundation
import Git
import ReleaseModel

extension HookCall {
  /// After the message is written: it must agree with what is committed.
  func checkMessage(
    _ place: RepositoryPlace, _ repository: borrowing CheckedRepository
  ) throws -> HookEnd {
    guard let file = arguments.first else { return .silent }
    let url = URL(fileURLWithPath: file, relativeTo: folder)
    let written = WrittenMessage(String(decoding: try Data(contentsOf: url), as: UTF8.self))
    let message = ChangeMessage(written.text)
    let head = try repository.git.reference(.head)?.peeled
    let staged = try repository.stagedTree(in: place.index, ifOtherThan: head)
    guard staged != nil || message.claimsBumps else { return .silent }
    guard let after = try staged ?? head.map({ try repository.tree(of: $0) }) else {
      return .silent
    }
    let bases = try bases(head, repository)
    var findings: CheckFindings?
    for base in bases.known {
      let change = CheckedChange(from: try repository.pins(of: base), to: after)
      let found = change.findings(message: message, answers: answers(change.questions))
      if found.mistakes.count < findings?.mistakes.count ?? .max { findings = found }
    }
    guard var findings else { return .silent }
    // The files had their say before the commit; only the message is new.
    findings.warnings = []
    findings.notes = []
    if bases.isCutOff, message.claimsBumps { excuse(&findings) }
    return .found(
      CheckReport(files: findings), refusal: "not committed; the message is in \(file)")
  }

  /// git does not tell this hook that a commit is amended, so what HEAD was made from counts, too; a
  /// shallow or partial clone may not have it.
  private func bases(
    _ head: ObjectID?, _ repository: borrowing CheckedRepository
  ) throws -> (known: [ObjectID?], isCutOff: Bool) {
    guard let head else { return ([nil], false) }
    guard let parent = try repository.git.commit(head).parents.first else {
      return ([head], false)
    }
    return try repository.holdsPins(of: parent) ? ([head, parent], false) : ([head], true)
  }

  /// A message that does not fit HEAD may be that of an amended commit, which fits HEAD's parent.
  private func excuse(_ findings: inout CheckFindings) {
    let isMessage = { (mistake: Mistake) in mistake.file == ChangeMessage.file }
    guard findings.mistakes.contains(where: isMessage) else { return }
    findings.mistakes.removeAll(where: isMessage)
    findings.notes.append(
      "not checked whether the message says what moves: this clone lacks the pins of HEAD's parent;"
        + " run git fetch --unshallow (in a partial clone: git fetch --refetch --no-filter)")
  }
}
