import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension Mirror {
  /// The roll that `head` brings to `main`: its own commit, or the newest on its line whose pins it still
  /// has, however much a person worked on top, underneath or in between.
  func proposal(
    _ head: ObjectID, from main: ObjectID
  ) async throws(Failure) -> ProposedRoll? {
    if let roll = try await slotHead(head, from: main).roll {
      return ProposedRoll(message: roll.message, base: roll.parent, isOurs: true)
    }
    return try await doing("looking at \(head.hexadecimal.prefix(10))") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        let pins = try pinFiles.pins(of: head, in: git)
        return try git.work(head, from: main) { $0.pinSet == pins }
      }
    }
  }
}

extension OpenRepository {
  /// The newest roll on the first-parent line of `head`, down to the line of `main`, that `isMeant`.
  fileprivate func work(
    _ head: ObjectID, from main: ObjectID, _ isMeant: (BumpMessage) -> Bool
  ) throws(GitError) -> ProposedRoll? {
    var found: BumpMessage?
    var place = try commit(head)
    for _ in 0..<longestWork {
      if found == nil, let message = BumpMessage(place.message), isMeant(message) {
        found = message
      }
      guard let parent = place.parents.first else { return nil }
      if try isOnFirstParents(of: main, parent) {
        return found.map { ProposedRoll(message: $0, base: parent.revision, isOurs: false) }
      }
      place = try commit(parent)
    }
    return nil
  }
}

/// How many commits of a person's work on a roll are looked at.
private let longestWork = 50
