import Git
import Synchronization

/// Answers that never change: whether one commit is an ancestor of another.
///
/// The same few questions come with every request, and a walk through a long history takes tens of
/// milliseconds.
final class AncestryMemory: Sendable {
  struct Question: Sendable, Hashable {
    let ancestor: ObjectID
    let commit: ObjectID
  }

  private static let limit = 10_000
  private let known = Mutex<[Question: Bool]>([:])

  func answer(
    _ question: Question, in repository: borrowing OpenRepository
  ) throws(GitError) -> Bool {
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = try repository.isAncestor(question.ancestor, of: question.commit)
    known.withLock { memory in
      if memory.count >= Self.limit { memory.removeAll() }
      memory[question] = answer
    }
    return answer
  }
}
