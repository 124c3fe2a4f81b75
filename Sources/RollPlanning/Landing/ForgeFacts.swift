import Digest
import ReleaseModel

/// What the forge holds, as far as it decides the next step of one schedule.
package struct ForgeFacts: Sendable, Equatable {
  /// The branch that the schedule rolls, such as `main`.
  package let branch: BranchName
  /// That branch and its first parents, newest first; at least one, and at most 100.
  package let history: [CommitFacts]
  /// The head of the schedule's own branch, if it exists.
  package let slotBranch: SlotHead?
  /// The pull requests from that branch, newest first, open and closed.
  package let pullRequests: [PullRequestFacts]
  /// The newest status of each context on the head of the slot branch, else on the rolled branch; and
  /// on the roll of which nothing else tells whether it landed on this forge.
  package private(set) var statuses: [StatusFacts]
  /// The newest run of each check on the same commit.
  package let checkRuns: [CheckRunFacts]
  /// What the rolled branch demands before it moves.
  package let rules: BranchRules
  package let tags: [TagFacts]
  /// Newest first, drafts included.
  package let releases: [ReleaseFacts]
  /// What people decided about rolls of this schedule.
  package let decisions: [Decision]

  package init(
    repository: RepositoryFacts, pullRequests: [PullRequestFacts], checks: CheckFacts,
    rules: BranchRules = BranchRules(),
    releases: [ReleaseFacts]
  ) {
    branch = repository.branch
    let landings = PullRequestLandings(pullRequests, in: repository.history)
    history = landings.history
    slotBranch = repository.slotBranch
    tags = repository.tags
    decisions = repository.decisions
    self.pullRequests = landings.pullRequests
    statuses = checks.statuses
    checkRuns = checks.runs
    self.rules = rules
    self.releases = releases
  }
}

extension ForgeFacts {
  package var main: CommitFacts { history[0] }

  package var open: PullRequestFacts? { pullRequests.first { $0.state == .open } }

  /// The same with the statuses of one more commit.
  package func adding(_ statuses: [StatusFacts]) -> ForgeFacts {
    var facts = self
    facts.statuses += statuses
    return facts
  }
}

package struct CommitFacts: Sendable, Equatable {
  package let revision: Revision
  /// The first parent first.
  package let parents: [Revision]
  package let message: String
  package let committed: Timestamp
  /// For a merge, the message of its second parent: where the platform merges, the roll's own commit
  /// stands there (<https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges>).
  package let merged: String?
  /// The digest of the pins that it holds; nil where they cannot be read, or were not read yet.
  package let pins: SHA256Digest?
  /// The roll that a merged pull request brought with this commit, whatever the commit says.
  package var brought: BumpMessage?
  /// The roll that its own message, or that of what it merges, names.
  let ownRoll: BumpMessage?

  package init(
    revision: Revision, parents: [Revision], message: String, committed: Timestamp,
    merged: String? = nil, pins: SHA256Digest? = nil
  ) {
    self.revision = revision
    self.parents = parents
    self.message = message
    self.committed = committed
    self.merged = merged
    self.pins = pins
    ownRoll = BumpMessage(landedAs: message, merging: merged)
  }

  package var parent: Revision? { parents.first }

  /// The roll that this commit brought to its branch, whether it is the bump itself, its merge, or what
  /// the platform or a person made of it in other words.
  package var roll: BumpMessage? { ownRoll ?? brought }
}

package struct TagFacts: Sendable, Equatable {
  package let name: String
  /// The commit that the tag leads to, through the tag object if it is annotated.
  package let commit: Revision

  /// Nil for a tag that is not a release's.
  package let version: ReleaseVersion?

  package init(name: String, commit: Revision) {
    self.name = name
    version = ReleaseTag(name)?.version
    self.commit = commit
  }
}

package struct ReleaseFacts: Sendable, Equatable {
  package let id: Int
  package let tag: String
  package let isDraft: Bool
  /// Whether the forge takes no more files once it is published.
  package let isImmutable: Bool
  package let body: String
  package let assets: [AssetFacts]
  package let page: String

  package init(
    id: Int, tag: String, isDraft: Bool, isImmutable: Bool = false, body: String,
    assets: [AssetFacts], page: String
  ) {
    self.id = id
    self.tag = tag
    self.isDraft = isDraft
    self.isImmutable = isImmutable
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
