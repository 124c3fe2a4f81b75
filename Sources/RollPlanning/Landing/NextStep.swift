/// What to do next, decided from facts alone.
package enum NextStep: Sendable, Equatable {
  case take(LandingStep)
  /// The forge has yet to show the effect of a step; look again.
  case wait(for: String)
  /// Nothing is left to do.
  case done
  /// Going on would be wrong.
  case stop(LandingStop)
}

/// Why a roll does not land, and what somebody can do.
package enum LandingStop: Sendable, Equatable {
  /// main is not what the roll was built on; plan again from the facts.
  case mainMoved(to: String)
  /// A person pushed to the slot branch.
  case branchHasOtherWork(branch: String, head: String)
  /// A person closed the pull request of exactly this roll.
  case closedByHand(number: Int)
  /// The schedule leaves the merge to a person.
  case waitsForPerson(number: Int)
  /// A required status is there and is not success.
  case statusIsNotGreen(context: String, state: String)
  case tagTaken(tag: String, by: String)
  /// The release was published without, or with other, files.
  case releaseDiffers(tag: String, file: String, why: String)
}

extension LandingStop: CustomStringConvertible {
  package var description: String {
    switch self {
    case .mainMoved(let head):
      "main moved to \(head) meanwhile; the roll is planned again on it"
    case .branchHasOtherWork(let branch, let head):
      "\(branch) holds \(head), which is not a bump of ours; we leave it to its author."
        + " Merge it, or delete the branch to let the roller go on"
    case .closedByHand(let number):
      "pull request #\(number) of exactly this roll was closed by hand; it is not opened again."
        + " Reopen it, or wait for a newer candidate"
    case .waitsForPerson(let number):
      "pull request #\(number) is green and waits for a person to merge it"
    case .statusIsNotGreen(let context, let state):
      "the status \"\(context)\" is \(state); only success lands"
    case .tagTaken(let tag, let commit):
      "the tag \(tag) is there already, on \(commit); a tag is never moved"
    case .releaseDiffers(let tag, let file, let why):
      "the published release \(tag) differs in \(file): \(why)"
    }
  }
}
