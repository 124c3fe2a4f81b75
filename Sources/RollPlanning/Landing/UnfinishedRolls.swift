import ReleaseModel

extension ForgeFacts {
  /// The landed rolls of `schedule` whose release this forge has begun and not finished, newest first.
  ///
  /// Only these: what is older than the forge, in a fresh clone or a fork or what somebody pushed from
  /// elsewhere, is history, whatever it lacks.
  package func unfinishedRolls(
    of schedule: ScheduleName, evidence: [Evidence]
  ) -> [CommitFacts] {
    let known = Dictionary(evidence.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
    let rolls = history.filter { $0.parent != nil && $0.roll?.schedule == schedule }
    return rolls.enumerated().filter { place, commit in
      let records = (commit.roll?.validated ?? []).compactMap { known[$0.evidence] }
      let isProved = !records.isEmpty && records.count == commit.roll?.validated.count
      return (hasDraft(of: commit) || place == 0 && isProved) && isYoung(commit, records)
    }.map(\.element)
  }

  private func hasDraft(of commit: CommitFacts) -> Bool {
    tags.contains { tag in
      tag.commit == commit.revision && releases.contains { $0.isDraft && $0.tag == tag.name }
    }
  }

  /// Whether it came after this forge began: by its own date, by a pull request of this forge, or by
  /// the day on which it was judged, since a roll bears the date of its slot.
  private func isYoung(_ commit: CommitFacts, _ records: [Evidence]) -> Bool {
    guard let founded else { return true }
    return commit.committed >= founded || records.contains { $0.when >= founded }
      || pullRequests.contains {
        $0.state == .merged
          && ($0.head == commit.revision || $0.mergeCommit == commit.revision
            || commit.parents.contains($0.head))
      }
  }
}
