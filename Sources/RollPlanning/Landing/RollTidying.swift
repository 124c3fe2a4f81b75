import Digest
import ReleaseModel

/// What is left to do for the branch and pull request of a roll that has landed.
package struct RollTidying: Sendable, Equatable {
  package let branch: SlotBranch

  package init(branch: SlotBranch) {
    self.branch = branch
  }

  /// The forge shows the pull request as merged, and only then the branch goes, because deleting the
  /// head of an open pull request closes it unmerged.
  package func nextStep(given facts: ForgeFacts) -> NextStep {
    guard let head = facts.slotBranch else { return .done }
    guard facts.hasLanded(head) else { return .done }
    if facts.pullRequests.contains(where: { $0.head == head.revision && $0.state == .open }),
      facts.history.contains(where: { $0.revision == head.revision })
    {
      return .wait(.forge("the forge to show the pull request as merged"))
    }
    guard !facts.pullRequests.contains(where: { $0.state == .open }) else { return .done }
    return .take(.git(.deleteBranch(branch, at: head.revision)))
  }
}

extension ForgeFacts {
  /// The commit of the rolled branch by which the roll landed: its own, a merge of it, or what the
  /// platform made of its pull request. Only what came after the roll's base counts: the same pins may
  /// have landed before, and been reverted.
  package func landing(of proposal: RollProposal) -> CommitFacts? {
    let since = history.prefix { $0.revision != proposal.base }
    let merges = pullRequests.filter { $0.state == .merged && $0.pinSet == proposal.message.pinSet }
      .compactMap(\.mergeCommit)
    return since.first { entry in
      entry.revision == proposal.commit || entry.parents.dropFirst().contains(proposal.commit)
        || merges.contains(entry.revision)
    } ?? since.first { $0.roll.map { $0.says(proposal.message) } ?? false }
  }

  /// Whether everything on the branch is on the rolled branch, too.
  package func hasLanded(_ head: SlotHead) -> Bool { hasLanded(head.revision) }

  func hasLanded(_ head: Revision) -> Bool {
    let merged = pullRequests.contains { $0.head == head && $0.state == .merged }
    return merged
      || history.contains { $0.revision == head || $0.parents.dropFirst().contains(head) }
  }

  /// The pull request by whose closing a person said no to these pins, as long as that stands.
  ///
  /// A pull request that roller closed does not count, nor one of a person's own work, nor one merged
  /// by another way. A person's later decision to try again ends it.
  package func refusal(
    of pinSet: SHA256Digest, schedule: ScheduleName
  ) -> PullRequestFacts? {
    let about = pullRequests.filter { $0.pinSet == pinSet }
    guard !about.contains(where: { $0.state == .open }) else { return nil }
    let again = again(of: pinSet, schedule: schedule)
    return about.first { pull in
      guard pull.state == .closed, !pull.isClosedByRoller else { return false }
      let isMerged = history.contains { $0.revision == pull.head }
      guard !isMerged, let again else { return !isMerged }
      return (pull.closing?.at ?? again) > again
    }
  }

  /// When a person last said that these pins may be tried again.
  private func again(of pinSet: SHA256Digest, schedule: ScheduleName) -> Timestamp? {
    decisions.filter {
      $0.kind == .again && $0.subject.description == schedule.description
        && $0.value?.description == pinSet.hexadecimal
    }.map(\.when).max()
  }

  /// The tag that bears the name of `version`.
  package func tag(of version: ReleaseVersion) -> TagFacts? {
    tags.first { $0.version == version }
  }

  /// Whether a release of `pinSet` may bear `version`: its tag is that of these very pins, or it is above
  /// every tag of its line, so that newer content never has the lower version.
  package func mayBear(_ version: ReleaseVersion, _ pinSet: SHA256Digest) -> Bool {
    if let tag = tag(of: version) { return holds(tag.commit, pinSet) }
    return preReleases(ofLine: version).allSatisfy { $0.version < version }
  }

  /// Whether a tag of `version` at `commit` leaves the versions rising along the rolled branch: above those
  /// of older commits, below those of newer ones.
  package func rises(_ version: ReleaseVersion, at commit: Revision) -> Bool {
    others(of: version, than: commit).allSatisfy { tag, isNewer in
      isNewer ? version < tag : tag < version
    }
  }

  /// Whether a release of `commit` may bear a version above all others: nothing newer was released.
  package func isNewestReleased(_ commit: Revision, as version: ReleaseVersion) -> Bool {
    others(of: version, than: commit).allSatisfy { !$0.isNewer }
  }

  /// The pre-releases of the same line that other commits have, and whether those are newer; a commit that
  /// is not among the newest of the branch counts as older.
  private func others(
    of version: ReleaseVersion, than commit: Revision
  ) -> [(tag: ReleaseVersion, isNewer: Bool)] {
    let newer = Set(history.prefix { $0.revision != commit }.map(\.revision))
    return preReleases(ofLine: version).filter { $0.commit != commit }.map {
      ($0.version, newer.contains($0.commit))
    }
  }

  /// The tagged pre-releases of the line of `version`.
  private func preReleases(
    ofLine version: ReleaseVersion
  ) -> [(version: ReleaseVersion, commit: Revision)] {
    tags.compactMap { tag in
      guard let other = tag.version, other.preRelease != nil, other.official == version.official
      else { return nil }
      return (other, tag.commit)
    }
  }

  /// Whether the commit of the rolled branch brought exactly these pins.
  package func holds(_ commit: Revision, _ pinSet: SHA256Digest) -> Bool {
    history.contains { $0.revision == commit && $0.roll?.pinSet == pinSet }
  }
}
