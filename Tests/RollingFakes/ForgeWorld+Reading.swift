import Digest
import Errors
import ReleaseModel
import RollPlanning
import Rolling

extension ForgeWorld {
  func repositoryFacts(_ slot: SlotBranch, _ main: BranchName) throws(Failure) -> RepositoryFacts {
    let history = history(of: "\(main)")
    guard !history.isEmpty else { throw refusal(.rejected, "no branch \(main)") }
    return RepositoryFacts(
      branch: main, history: history,
      slotBranch: branches[slot.description].flatMap { head($0, main) },
      tags: tags.values.map { TagFacts(name: "\($0.tag)", commit: $0.commit) },
      decisions: decisions)
  }

  /// Whose the commit at the head of a branch is.
  package func head(_ revision: Revision, _ main: BranchName) -> SlotHead? {
    guard let facts = facts(of: revision), let commit = commits[revision] else { return nil }
    if let roll = roll(at: revision, main) { return SlotHead(commit: facts, owner: .roller(roll)) }
    if commit.parents.count == 2, let roll = roll(at: commit.parents[0], main),
      isPlainUpdate(commit, of: roll, main)
    {
      return SlotHead(commit: facts, owner: .update(of: roll))
    }
    if isPinning(revision, commit, main) {
      return SlotHead(commit: facts, owner: .pins(revision))
    }
    return SlotHead(commit: facts, owner: .person(commit.author))
  }

  /// The roll that roller wrote at `revision`, on something that is the rolled branch's.
  func roll(at revision: Revision, _ main: BranchName) -> WrittenRoll? {
    guard let roll = memory.roll(revision, { written(at: revision) }),
      let tip = branches["\(main)"], isOnLine(roll.parent, of: tip)
    else { return nil }
    return roll
  }

  /// The roll that the head of a pull request brings, whoever worked on its branch.
  package func proposal(of head: Revision, _ main: BranchName) -> ProposedRoll? {
    if let roll = self.head(head, main)?.roll {
      return ProposedRoll(message: roll.message, base: roll.parent, isOurs: true)
    }
    return memory.work(head) { work(head, main) }
  }

  private func work(_ head: Revision, _ main: BranchName) -> ProposedRoll? {
    guard let tip = branches["\(main)"], var place = commits[head] else { return nil }
    let pins = pins(of: place)
    var found: BumpMessage?
    while let parent = place.parent, let next = commits[parent] {
      found = found ?? BumpMessage(place.message).flatMap { $0.pinSet == pins ? $0 : nil }
      if isOnLine(parent, of: tip) {
        return found.map { ProposedRoll(message: $0, base: parent, isOurs: false) }
      }
      place = next
    }
    return nil
  }

  private func isPinning(_ revision: Revision, _ commit: Commit, _ main: BranchName) -> Bool {
    guard let again = rewritten(commit), identity(of: again) == revision,
      let parent = commit.parent,
      let tip = branches["\(main)"], isOnLine(parent, of: tip)
    else { return false }
    return WrittenRoll.isPinning(commit.message, commit.files[VersionInfo.path]?.bytes ?? [])
  }

  /// `commit` as roller would write it.
  private func rewritten(_ commit: Commit) -> Commit? {
    guard commit.parents.count == 1, let parent = commit.parent,
      let after = commit.files[VersionInfo.path]?.bytes
    else { return nil }
    return written(
      CommitDraft(
        parent: parent, files: [VersionInfo.path: after], message: commit.message,
        date: commit.date))
  }

  private func isOnLine(_ revision: Revision, of tip: Revision) -> Bool {
    memory.line(to: tip) { commits[$0]?.parent }.contains(revision)
  }

  private func written(at revision: Revision) -> WrittenRoll? {
    guard let commit = commits[revision], let again = rewritten(commit),
      identity(of: again) == revision, let parent = commit.parent,
      let after = commit.files[VersionInfo.path]?.bytes,
      let before = commits[parent]?.files[VersionInfo.path]?.bytes, let facts = facts(of: revision)
    else { return nil }
    return WrittenRoll(commit: facts, before: before, after: after)
  }

  private func isPlainUpdate(_ merge: Commit, of roll: WrittenRoll, _ main: BranchName) -> Bool {
    guard let tip = branches["\(main)"], isOnLine(merge.parents[1], of: tip),
      var files = commits[merge.parents[1]]?.files,
      files[VersionInfo.path] == commits[roll.parent]?.files[VersionInfo.path]
    else { return false }
    files[VersionInfo.path] = commits[roll.commit]?.files[VersionInfo.path]
    return files == merge.files
  }
}
