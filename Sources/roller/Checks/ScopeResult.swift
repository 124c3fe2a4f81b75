import ChangeChecks
import JSON

/// What a check of commits found.
struct ScopeResult: Sendable {
  let commits: [CommitFindings]
  let staged: CheckFindings
  /// What was looked at.
  let told: String

  init(
    commits: [CommitFindings] = [], staged: CheckFindings = CheckFindings(), told: String
  ) {
    self.commits = commits
    self.staged = staged
    self.told = told
  }

  var all: CheckFindings {
    var all = staged
    for commit in commits { all.add(commit.findings) }
    return all
  }

  /// For `--json`.
  var json: JSONValue {
    let found = commits.map { found -> JSONValue in
      ["commit": .string(found.commit.id.hexadecimal), "findings": found.findings.json]
    }
    return [
      "commits": .array(found), "staged": staged.json,
      "exit-code": .integer(Int64(all.exitCode ?? 0)),
    ]
  }
}
