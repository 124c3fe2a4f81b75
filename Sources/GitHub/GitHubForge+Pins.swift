import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling

/// A person's pins as a pull request, before it has a commit.
package struct PinProposal: Sendable {
  package let branch: SlotBranch
  package let commit: CommitDraft
  package let title: String
  package let body: @Sendable (Revision) -> String

  package init(
    branch: SlotBranch, commit: CommitDraft, title: String,
    body: @escaping @Sendable (Revision) -> String
  ) {
    self.branch = branch
    self.commit = commit
    self.title = title
    self.body = body
  }
}

extension GitHubForge {
  /// Opens or updates the pull request of `proposal` and returns it; merging is left to people.
  ///
  /// The same proposal comes to the same commit, branch and pull request, so asking again after a
  /// crash or a lost answer does nothing twice. A branch with somebody's own commits is not touched.
  package func propose(_ proposal: PinProposal) async throws(ForgeError) -> PullRequestFacts {
    let commit = try await write(proposal.commit)
    try await redacting { () async throws(ForgeError) in
      try await bring(proposal.branch, to: commit)
    }
    let draft = PullRequestDraft(
      branch: proposal.branch, head: commit, title: proposal.title, body: proposal.body(commit))
    let what = "opening the pull request of \(proposal.branch)"
    for _ in 0..<5 {
      let found = try await redacting { () async throws(ForgeError) in
        try await pullRequests(
          from: proposal.branch, to: try await rolledBranch())
      }
      guard let open = found.first(where: { $0.state == .open }) else {
        try await perform(.openPullRequest(draft))
        continue
      }
      if open.title == draft.title, open.body == draft.body { return open }
      try await perform(.editPullRequest(number: open.number, draft))
    }
    throw ForgeError(
      kind: .tryLater(afterSeconds: nil), doing: what, found: "the forge does not show it",
      hint: "run the same command again: nothing is done twice")
  }

  private func bring(_ branch: SlotBranch, to commit: Revision) async throws(ForgeError) {
    let what = "pushing \(branch)"
    let main = try await rolledBranch()
    let head = try await releaseRepository.refs(for: branch, main: main).slotBranch
    guard head?.revision != commit else { return }
    if let head, MessageTrailers(head.message)["Pin-Set"].isEmpty {
      throw ForgeError(
        kind: .refused, doing: what, found: "it holds a commit that is no pin of roller's",
        hint: "merge, rename or delete that branch first")
    }
    try await take(.pushBranch(branch, from: head?.revision, to: commit))
  }
}
