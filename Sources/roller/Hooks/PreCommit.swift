import ChangeChecks
import Git

/// Before a commit: what is staged must be what may land. The files of the folder do not count.
struct PreCommit {
  let call: HookCall
  let place: RepositoryPlace

  func code(_ repository: borrowing CheckedRepository) throws -> Int32 {
    let head = try repository.git.reference(.head)?.peeled
    guard let staged = try repository.stagedTree(in: place.index, ifOtherThan: head) else {
      return 0
    }
    let change = CheckedChange(from: try repository.pins(of: head), to: staged)
    let answers = change.questions.isEmpty ? [:] : call.witness.answers(to: change.questions)
    let findings = change.findings(
      message: nil, answers: answers,
      facts: RepositoryFacts(released: try repository.released()))
    return call.end(
      call.text.text(findings), findings,
      refused: "not committed; fix it, then git add and commit again")
  }
}
