import ReleaseModel

extension ForgeFacts {
  /// Everything of `schedule` that waits for somebody, as far as the forge alone tells it.
  ///
  /// The same that a night's report names; `takenBack` are the commits that were reverted.
  package func standingMatters(
    of schedule: Schedule, evidence: [Evidence], takenBack: Set<Revision>, at now: Timestamp
  ) -> [Matter] {
    let unfinished = unfinishedRolls(of: schedule.name, evidence: evidence)
      .filter { !takenBack.contains($0.revision) }
      .compactMap { unfinishedRelease(of: $0, evidence, takenBack) }
    return (schedule.preRelease ? unfinished : [])
      + [
        workMatter(of: schedule, at: now), refusalMatter(of: schedule),
        openMatter(of: schedule, at: now),
      ].compactMap(\.self)
  }

  /// How far the release of a landed roll has come; nil when it is whole.
  private func unfinishedRelease(
    of landed: CommitFacts, _ evidence: [Evidence], _ takenBack: Set<Revision>
  ) -> Matter? {
    guard let message = landed.roll else { return nil }
    let named = message.validated.compactMap { record in
      evidence.first { $0.digest == record.evidence }
    }
    guard let version = named.first?.version, named.count == message.validated.count else {
      return Matter(
        name: "release of \(landed.revision.abbreviated)",
        found: "refs/roller/evidence lacks the evidence that its message names",
        since: landed.committed,
        remedy: "push that ref from a clone that has it; the roll itself is complete")
    }
    // The same pins were released before they were reverted: they need no second name.
    if let tag = tag(of: version), takenBack.contains(tag.commit) { return nil }
    let wanted = Set(named.flatMap(\.artifacts).map(\.name)).union(LandedRoll.listings)
    let shown = releases.filter { $0.tag == "\(ReleaseTag(version))" }
    let release = shown.first { !$0.isDraft } ?? shown.first
    let there = Set((release?.assets ?? []).filter(\.isUploaded).map(\.name))
      .intersection(wanted)
    if let release, !release.isDraft, there == wanted { return nil }
    let draft = release.map { $0.isDraft ? ", a draft" : "" } ?? ", not begun"
    let isClosed = release.map { !$0.isDraft && $0.isImmutable } ?? false
    return Matter(
      name: "release \(ReleaseTag(version))",
      found: "\(there.count) of \(wanted.count) files\(draft)", since: landed.committed,
      remedy: isClosed
        ? "the forge no longer accepts files for it; do nothing: later rolls are not affected"
        : "roller roll \(message.schedule) continues with it")
  }

  /// A person's work on the branch of a schedule; nil when there is none, or it has landed.
  package func workMatter(of schedule: Schedule, at now: Timestamp) -> Matter? {
    guard let head = slotBranch, let person = head.person, !hasLanded(head) else { return nil }
    let branch = "\(SlotBranch(schedule.name))"
    if let decision = adoption(of: head, schedule: schedule.name, at: now) {
      return Matter(
        name: branch,
        found:
          "\(head.revision.abbreviated) by \(person) was adopted by \(decision.who) and has not"
          + " landed", since: decision.when,
        remedy: "roller roll \(schedule.name) validates and lands it")
    }
    return head.otherWork(on: SlotBranch(schedule.name)).map { stop in
      Matter(name: branch, found: "\(stop)", since: head.commit.committed, remedy: stop.remedy)
    }
  }

  /// A person's no to the pins of the newest pull request, while it stands.
  private func refusalMatter(of schedule: Schedule) -> Matter? {
    guard let pins = pullRequests.first?.pinSet,
      let refused = refusal(of: pins, schedule: schedule.name),
      !history.contains(where: { $0.roll?.pinSet == pins })
    else { return nil }
    return refused.refusalMatter
  }
}

extension PullRequestFacts {
  /// A person's no, for reports.
  package var refusalMatter: Matter {
    Matter(
      name: "pull request #\(number)", found: "\(closedByHand)", since: closing?.at,
      remedy: closedByHand.remedy)
  }
}

extension LandedRoll {
  /// The files of a release that list the others.
  static let listings = ["SHA256SUMS", manifestName]
  static let manifestName = "manifest.json"
}
