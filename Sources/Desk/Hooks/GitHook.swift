/// A moment at which git asks a repository's hooks: <https://git-scm.com/docs/githooks>.
package enum GitHook: String, CaseIterable, Sendable {
  case preCommit = "pre-commit"
  case prepareCommitMessage = "prepare-commit-msg"
  case commitMessage = "commit-msg"
  case prePush = "pre-push"
  case postCheckout = "post-checkout"
  case postMerge = "post-merge"
  case preReceive = "pre-receive"
}
