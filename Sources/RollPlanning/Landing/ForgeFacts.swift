import Digest
import ReleaseModel

/// What the forge holds, as far as it decides the next step of one schedule.
package struct ForgeFacts: Sendable, Equatable {
  /// main and its first parents, newest first; at least one, and at most 100.
  package let history: [CommitFacts]
  /// The head of the schedule's branch, if it exists.
  package let slotBranch: CommitFacts?
  /// The pull requests from that branch to main, newest first, open and closed.
  package let pullRequests: [PullRequestFacts]
  /// The newest status of each context on the head of the slot branch, else on main.
  package let statuses: [StatusFacts]
  package let tags: [TagFacts]
  /// Newest first, drafts included.
  package let releases: [ReleaseFacts]

  package init(
    history: [CommitFacts], slotBranch: CommitFacts?, pullRequests: [PullRequestFacts],
    statuses: [StatusFacts], tags: [TagFacts], releases: [ReleaseFacts]
  ) {
    self.history = history
    self.slotBranch = slotBranch
    self.pullRequests = pullRequests
    self.statuses = statuses
    self.tags = tags
    self.releases = releases
  }
}

extension ForgeFacts {
  package var main: CommitFacts { history[0] }
}

package struct CommitFacts: Sendable, Equatable {
  package let revision: Revision
  /// The first parent.
  package let parent: Revision?
  package let message: String
  package let committed: Timestamp

  package init(revision: Revision, parent: Revision?, message: String, committed: Timestamp) {
    self.revision = revision
    self.parent = parent
    self.message = message
    self.committed = committed
  }
}

package struct PullRequestFacts: Sendable, Equatable {
  package enum State: Sendable, Equatable { case open, merged, closed }

  package let number: Int
  package let state: State
  package let head: Revision
  package let title: String
  package let body: String
  /// Where a person reads it.
  package let page: String

  package init(
    number: Int, state: State, head: Revision, title: String, body: String, page: String
  ) {
    self.number = number
    self.state = state
    self.head = head
    self.title = title
    self.body = body
    self.page = page
  }
}

package struct StatusFacts: Sendable, Hashable {
  package enum State: String, Sendable, Hashable { case error, failure, pending, success }

  package let revision: Revision
  package let context: String
  package let state: State
  package let description: String

  package init(revision: Revision, context: String, state: State, description: String) {
    self.revision = revision
    self.context = context
    self.state = state
    self.description = description
  }
}

package struct TagFacts: Sendable, Equatable {
  package let name: String
  /// The commit that the tag leads to, through the tag object if it is annotated.
  package let commit: Revision

  package init(name: String, commit: Revision) {
    self.name = name
    self.commit = commit
  }
}

package struct ReleaseFacts: Sendable, Equatable {
  package let id: Int
  package let tag: String
  package let isDraft: Bool
  package let body: String
  package let assets: [AssetFacts]
  package let page: String

  package init(
    id: Int, tag: String, isDraft: Bool, body: String, assets: [AssetFacts], page: String
  ) {
    self.id = id
    self.tag = tag
    self.isDraft = isDraft
    self.body = body
    self.assets = assets
    self.page = page
  }
}

package struct AssetFacts: Sendable, Equatable {
  package let id: Int
  package let name: String
  /// False for the empty `starter` that a broken upload leaves.
  package let isUploaded: Bool
  package let size: Int64
  package let digest: SHA256Digest?

  package init(id: Int, name: String, isUploaded: Bool, size: Int64, digest: SHA256Digest?) {
    self.id = id
    self.name = name
    self.isUploaded = isUploaded
    self.size = size
    self.digest = digest
  }
}
