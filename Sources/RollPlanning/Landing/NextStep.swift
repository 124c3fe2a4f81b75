import ReleaseModel

/// What to do next, decided from facts alone.
package enum NextStep: Sendable, Equatable {
  case take(LandingStep)
  /// Something must happen elsewhere first; look again.
  case wait(Waiting)
  /// Nothing is left to do.
  case done
  /// Going on would be wrong.
  case stop(LandingStop)
}

/// What a night waits for.
package enum Waiting: Sendable, Equatable {
  /// The forge has yet to show the effect of a step.
  case forge(String)
  /// Required checks have yet to end on the roll's own commit.
  case checks([String], number: Int?)
  /// The platform was asked to merge and has yet to do so.
  case merge(number: Int)
}

/// Why a roll does not land tonight, and what somebody can do.
package enum LandingStop: Sendable, Equatable {
  /// The rolled branch is not what the roll was built on; plan again from the facts.
  case mainMoved(to: String)
  /// A person pushed to the slot branch.
  case branchHasOtherWork(branch: String, head: String, by: String)
  /// A person closed the pull request of exactly these pins.
  case closedByHand(number: Int, by: String?, at: Timestamp?)
  /// The schedule leaves the merge to a person.
  case waitsForPerson(number: Int)
  /// A person made the pull request a draft.
  case isDraft(number: Int)
  /// Required checks ended otherwise than in success.
  case checksAreNotGreen([String], number: Int?)
  /// Required checks, or the platform's merge, did not come within the night's patience.
  case stillWaiting(Waiting)
  /// A tag of the version, or of a later one, appeared before anything landed.
  case versionTaken(String)
  /// The branch takes merged pull requests only, and the schedule pushes.
  case branchTakesMergesOnly(branch: String)
  case tagTaken(tag: String, by: String)
  /// The release was published with other files than ours.
  case releaseDiffers(tag: String, file: String, why: String)
  /// The release was published without files that it takes no more.
  case releaseLacks(tag: String, files: [String], of: Int)
  /// Adopted work does not lead on from the rolled branch.
  case workIsBehind(branch: String, main: String)
  /// Adopted work was validated and is red.
  case workIsRed(branch: String, because: String)
}

extension LandingStop: CustomStringConvertible {
  package var description: String {
    switch self {
    case .mainMoved(let head):
      "the branch moved to \(head) while this night ran, more than once; nothing is lost"
    case .branchHasOtherWork(let branch, let head, let author):
      "\(branch) contains \(head) by \(author), which roller did not create, so roller will not touch it"
    case .closedByHand(let number, let by, let at):
      "pull request #\(number) of exactly these pins was closed by \(by ?? "a person")"
        + (at.map { " on \($0.day)" } ?? "") + "; roller does not reopen it"
    case .waitsForPerson(let number):
      "pull request #\(number) is green and waits for a person to merge it"
    case .isDraft(let number): "pull request #\(number) is a draft, and drafts do not land"
    case .checksAreNotGreen(let checks, let number):
      "\(list(checks))\(place(number)); only success lands"
    case .stillWaiting(let waiting): "waits for \(waiting)"
    case .versionTaken(let version):
      "a tag of \(version), or of a later version, appeared meanwhile; the files need a new version"
    case .branchTakesMergesOnly(let branch):
      "\(branch) only takes merged pull requests, and the schedule lands by fast-forward"
    case .tagTaken(let tag, let commit):
      "the tag \(tag) already exists, on \(commit); a tag is never moved"
    case .releaseDiffers(let tag, let file, let why):
      "the published release \(tag) differs in \(file): \(why)"
    case .releaseLacks(let tag, let files, let count):
      "the published release \(tag) has \(count - files.count) of \(count) files; missing: "
        + files.joined(separator: ", ")
    case .workIsBehind(let branch, let main):
      "\(branch) is adopted and does not descend from \(main), which moved since"
    case .workIsRed(let branch, let because): "\(branch) is adopted and red \(because)"
    }
  }

  /// What somebody can do about it.
  package var remedy: String {
    switch self {
    case .mainMoved:
      "roll again; a merge queue, or \"method\": \"platform\" in the schedule, avoids this race"
    case .branchHasOtherWork(let branch, _, _) where branch.hasPrefix("pin/"):
      "merge, rename or delete the branch \(branch) to continue"
    case .branchHasOtherWork(let branch, _, _):
      "to land these commits: roller adopt; to discard them: delete the branch \(branch)"
    case .closedByHand:
      "reopen it, wait for a newer candidate, or run: roller roll --again \"why\""
    case .waitsForPerson(let number): "review and merge #\(number)"
    case .isDraft(let number): "mark #\(number) as ready for review, or close it"
    case .checksAreNotGreen: "check the check's log; fix the cause and run it again there"
    case .stillWaiting: "nothing to do; the next roll continues with the same commit"
    case .versionTaken: "roll again: the files get the next build number"
    case .branchTakesMergesOnly: "set \"method\": \"platform\" under \"land\" in the schedule"
    case .tagTaken(let tag, _):
      "if that tag is not needed, delete it: git push REMOTE :refs/tags/\(tag)"
    case .releaseDiffers(let tag, _, _):
      "delete that file of \(tag) to have it uploaded again, or do nothing: later rolls are not affected"
    case .releaseLacks: "upload them by hand, or do nothing: later rolls are not affected"
    case .workIsBehind(_, let main):
      "git rebase on \(main) and push, then roller adopt again"
    case .workIsRed(let branch, _):
      "push a fix to it, then roller adopt again; or delete the branch \(branch.prefix { $0 != " " })"
    }
  }
}

extension Waiting: CustomStringConvertible {
  package var description: String {
    switch self {
    case .forge(let what): what
    case .checks(let names, let number): "\(list(names))\(place(number))"
    case .merge(let number): "the platform to merge #\(number)"
    }
  }
}

private func list(_ names: [String]) -> String {
  (names.count == 1 ? "check " : "checks ") + names.joined(separator: ", ")
}

private func place(_ number: Int?) -> String { number.map { " on #\($0)" } ?? "" }
