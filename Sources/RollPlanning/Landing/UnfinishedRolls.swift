import ReleaseModel

extension ForgeFacts {
  /// The landed rolls of `schedule` whose release this forge has begun and not finished, newest first.
  ///
  /// Only these: what is older than the forge, in a fresh clone or a fork or what somebody pushed from
  /// elsewhere, is history, whatever it lacks.
  package func unfinishedRolls(
    of schedule: ScheduleName, evidence: [Evidence]
  ) -> [CommitFacts] {
    let rolls = history.filter { $0.parent != nil && $0.roll?.schedule == schedule }
    return rolls.enumerated().filter { place, commit in
      guard place == 0 || hasDraft(of: commit), let message = commit.roll else { return false }
      let records = evidence.filter { $0.subject.pinSet == message.pinSet }
      let isProved =
        !message.validated.isEmpty
        && message.validated.allSatisfy { named in
          records.contains { $0.digest == named.evidence }
        }
      return (hasDraft(of: commit) || isProved) && isYoung(commit, records)
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
