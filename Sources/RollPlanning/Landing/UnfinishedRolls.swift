import Digest
import ReleaseModel

extension ForgeFacts {
  /// The landed rolls of `schedule` whose release this forge has begun and not finished, newest first.
  ///
  /// Only these: what came to this forge as a whole, in a fresh clone or a fork or what somebody pushed
  /// from elsewhere, is history, whatever it lacks.
  package func unfinishedRolls(
    of schedule: ScheduleName, evidence: [Evidence]
  ) -> [CommitFacts] {
    let rolls = history.filter { $0.parent != nil && $0.roll?.schedule == schedule }
    return rolls.enumerated().filter { place, commit in
      if hasDraft(of: commit) { return true }
      guard place == 0, let message = commit.roll, !message.validated.isEmpty else { return false }
      return hasLandedHere(commit)
        && message.validated.allSatisfy { named in
          evidence.contains { $0.subject.pinSet == message.pinSet && $0.digest == named.evidence }
        }
    }.map(\.element)
  }

  /// The newest roll of `branch`'s schedule, when only its statuses can tell whether it landed on this
  /// forge and its release is not there.
  package func doubtfulRoll(of branch: SlotBranch) -> Revision? {
    let newest = history.first { $0.roll.map { SlotBranch($0.schedule) == branch } ?? false }
    guard let newest, !hasMerged(newest), !isReleased(newest) else { return nil }
    return statuses.contains { $0.revision == newest.revision } ? nil : newest.revision
  }

  private func hasDraft(of commit: CommitFacts) -> Bool {
    tags.contains { tag in
      tag.commit == commit.revision && releases.contains { $0.isDraft && $0.tag == tag.name }
    }
  }

  private func isReleased(_ commit: CommitFacts) -> Bool {
    tags.contains { tag in
      tag.commit == commit.revision && releases.contains { !$0.isDraft && $0.tag == tag.name }
    }
  }

  /// Whether it landed on this very forge: by a pull request, or by a push of what roller reported on
  /// here. A fork or a clone brings commits, tags and evidence with any dates, but neither of these.
  private func hasLandedHere(_ commit: CommitFacts) -> Bool {
    hasMerged(commit)
      || commit.roll.map { message in
        message.validated.allSatisfy { named in
          statuses.contains { $0.revision == commit.revision && $0.reports(named) }
        }
      } ?? false
  }

  private func hasMerged(_ commit: CommitFacts) -> Bool {
    pullRequests.contains { pull in
      pull.state == .merged
        && (pull.head == commit.revision || pull.mergeCommit == commit.revision)
    }
  }
}

extension StatusFacts {
  /// The status that a pull request shows for `evidence`; GitHub cuts a description at 140
  /// characters (<https://docs.github.com/en/rest/commits/statuses#create-a-commit-status>).
  package init(_ evidence: Evidence, on commit: Revision) {
    self.init(
      revision: commit, context: Self.context(evidence.subject.target), state: .success,
      description: "\(evidence.checks.count) checks in \(evidence.milliseconds.milliseconds)"
        + ", \(Self.mark(evidence.digest))")
  }

  fileprivate func reports(_ record: BumpMessage.Validated) -> Bool {
    state == .success && context == Self.context(record.target)
      && description.hasSuffix(Self.mark(record.evidence))
  }

  private static func context(_ target: TargetName) -> String { "roller/\(target)" }

  private static func mark(_ evidence: SHA256Digest) -> String {
    "evidence \(evidence.hexadecimal.prefix(12))"
  }
}
