import ChangeChecks
import Git

/// What one commit has against it.
struct CommitFindings: Sendable {
  let commit: Commit
  let findings: CheckFindings
}
