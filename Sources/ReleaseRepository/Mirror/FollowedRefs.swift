import Git
import ReleaseModel

/// Which refs of our own repository a look brings up to date.
enum FollowedRefs: Sendable, Equatable {
  /// What machines keep: evidence, decisions, culprits.
  case records
  /// A branch that is rolled, the branches that lead to it, release tags and records.
  case branch(BranchName)
  /// Every branch: it is not known yet which commits are needed.
  case all

  private static let recordsPrefix = "refs/roller/"

  var prefixes: [String] {
    switch self {
    case .records: [Self.recordsPrefix]
    case .branch(let name):
      [
        "HEAD", "refs/heads/\(name)", "refs/heads/roll/", "refs/heads/pin/", "refs/tags/v",
        Self.recordsPrefix,
      ]
    case .all: ["HEAD", "refs/heads/", "refs/tags/v", Self.recordsPrefix]
    }
  }

  /// Whether `name` is meant; a prefix of the protocol matches `main-old` where `main` is asked for.
  func covers(_ name: ReferenceName) -> Bool {
    guard case .branch(let wanted) = self, let branch = name.branch else { return true }
    return branch == "\(wanted)" || branch.hasPrefix("roll/") || branch.hasPrefix("pin/")
  }
}
