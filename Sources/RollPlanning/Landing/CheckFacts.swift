import ReleaseModel

/// What is known of one commit's checks: the newest status of each context, the newest run of each check.
package struct CheckFacts: Sendable, Equatable {
  package let statuses: [StatusFacts]
  package let runs: [CheckRunFacts]

  package init(statuses: [StatusFacts], runs: [CheckRunFacts] = []) {
    self.statuses = statuses
    self.runs = runs
  }
}

package struct StatusFacts: Sendable, Hashable {
  package enum State: String, Sendable, Hashable { case error, failure, pending, success }

  package let revision: Revision
  package let context: String
  package let state: State
  package let description: String
  /// The login of who set it; an app's ends in `[bot]`.
  package let creator: String?

  package init(
    revision: Revision, context: String, state: State, description: String,
    creator: String? = nil
  ) {
    self.revision = revision
    self.context = context
    self.state = state
    self.description = description
    self.creator = creator
  }

  /// Whether a reader sees the same, whoever set it.
  func says(_ other: StatusFacts) -> Bool {
    revision == other.revision && context == other.context && state == other.state
      && description == other.description
  }
}

/// The newest run of one check of one app on a commit
/// (<https://docs.github.com/en/rest/checks/runs>).
package struct CheckRunFacts: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case pending
    /// Ended with GitHub's word, such as `success`, `failure`, `neutral` or `skipped`.
    case ended(String)
  }

  package let revision: Revision
  package let name: String
  package let app: CheckApp
  package let state: State

  package init(revision: Revision, name: String, app: CheckApp, state: State) {
    self.revision = revision
    self.name = name
    self.app = app
    self.state = state
  }
}

/// The app that a check comes from, by what is known of it.
package struct CheckApp: Sendable, Hashable {
  package let id: Int?
  package let slug: String?

  package init(id: Int? = nil, slug: String? = nil) {
    self.id = id
    self.slug = slug
  }

  /// Whether `other` can be the app that this names; nothing known is any app.
  package func admits(_ other: CheckApp) -> Bool {
    if let id, let found = other.id { return id == found }
    if let slug, let found = other.slug { return slug == found }
    return id == nil && slug == nil
  }
}

/// What a branch demands before it moves, and how it lets itself be moved.
///
/// <https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch>
package struct BranchRules: Sendable, Equatable {
  /// Checks that must be success on the very commit.
  package let checks: [RequiredCheck]
  /// Whether only a merged pull request moves it, so that nothing may be pushed.
  package let demandsPullRequest: Bool
  package let demandsQueue: Bool

  package init(
    checks: [RequiredCheck] = [], demandsPullRequest: Bool = false, demandsQueue: Bool = false
  ) {
    self.checks = checks
    self.demandsPullRequest = demandsPullRequest
    self.demandsQueue = demandsQueue
  }
}
