import ChangeChecks
import Git

/// What a check of files and commits found.
package struct CheckReport: Sendable {
  /// What is staged, or what references of a push do, has against it.
  package var files: CheckFindings
  package var commits: [CommitFindings]
  /// What was looked at.
  package let told: String

  package init(
    files: CheckFindings = CheckFindings(), commits: [CommitFindings] = [], told: String = ""
  ) {
    self.files = files
    self.commits = commits
    self.told = told
  }

  package var all: CheckFindings {
    var all = files
    for commit in commits { all.add(commit.findings) }
    return all
  }
}

/// What one commit has against it.
package struct CommitFindings: Sendable {
  package let commit: Commit
  package let findings: CheckFindings

  package init(commit: Commit, findings: CheckFindings) {
    self.commit = commit
    self.findings = findings
  }
}
