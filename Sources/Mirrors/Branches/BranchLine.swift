import Errors
import Git
import ReleaseModel

/// The first-parent commits of a tracking branch after a pin, oldest first: what can be candidates.
struct BranchLine: Sendable {
  let commits: [CommitSummary]
  /// When each landed: its commit time, made monotone along the branch, since authors' clocks and
  /// rebases let times go back and forth.
  let landed: [Timestamp]
  /// When the pin landed.
  let pinned: Timestamp
  private let positions: [String: Int]

  init(after pinned: Timestamp, _ commits: [CommitSummary]) {
    self.commits = commits
    self.pinned = pinned
    var latest = pinned.seconds
    landed = commits.map { commit in
      latest = max(latest, commit.seconds)
      return Timestamp(seconds: latest)
    }
    let pairs = commits.enumerated().map { ($1.id.hexadecimal, $0) }
    positions = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Where `revision` stands; nil when it is not one of these commits.
  func position(of revision: Revision) -> Int? { positions[revision.description] }

  /// The candidate at `position`, under the name that upstream gave the commit.
  func candidate(at position: Int, label: String? = nil) -> Candidate {
    let commit = commits[position]
    let pin = GitPin(
      revision: commit.id.revision, label: label,
      date: Timestamp(seconds: commit.seconds).day)
    return Candidate(pin: .git(pin), landed: landed[position], subject: commit.subject)
  }
}

extension Mirror {
  /// The branch after `pin`, of which at most the newest `limit` commits are told.
  func line(after pin: Revision, limit: Int) async throws(Failure) -> BranchLine {
    let pinned = Timestamp(seconds: try await commit(pin).committer.seconds)
    return BranchLine(after: pinned, try await firstParents(after: pin, limit: limit))
  }
}
