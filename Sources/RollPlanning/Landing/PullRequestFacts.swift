import Digest
import ReleaseModel

package struct PullRequestFacts: Sendable, Equatable {
  package enum State: Sendable, Equatable { case open, merged, closed }

  /// Who closed it, and when; as far as the forge says.
  package struct Closing: Sendable, Equatable {
    package let by: String?
    package let at: Timestamp?

    package init(by: String?, at: Timestamp?) {
      self.by = by
      self.at = at
    }
  }

  package let number: Int
  package let state: State
  package let head: Revision
  package let opened: Timestamp?
  /// Nil while it is open.
  package var closing: Closing?
  /// The commit by which it reached its base branch; nil until it is merged, and where it is not known.
  package var mergeCommit: Revision?
  /// The roll that its head brings; nil when it brings none.
  package var proposal: ProposedRoll?
  /// Whether the platform was asked to merge it and has yet to do so.
  package var isQueued: Bool
  /// Whether a person said that it is not ready
  /// (<https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/proposing-changes-to-your-work-with-pull-requests/about-pull-requests#draft-pull-requests>).
  package var isDraft = false
  package let title: String
  package let body: String
  /// Where a person reads it.
  package let page: String

  package init(
    number: Int, state: State, head: Revision, opened: Timestamp? = nil, closing: Closing? = nil,
    mergeCommit: Revision? = nil, proposal: ProposedRoll? = nil, isQueued: Bool = false,
    title: String, body: String, page: String
  ) {
    self.number = number
    self.state = state
    self.head = head
    self.opened = opened
    self.closing = closing
    self.mergeCommit = mergeCommit
    self.proposal = proposal
    self.isQueued = isQueued
    self.title = title
    self.body = body
    self.page = page
  }
}

extension PullRequestFacts {
  /// The pin set of its head; nil unless the head is a commit that roller wrote.
  package var pinSet: SHA256Digest? { proposal.flatMap { $0.isOurs ? $0.message.pinSet : nil } }

  /// Whether roller closed it: then a person decided nothing.
  package var isClosedByRoller: Bool {
    state == .closed && PullRequestBody(body).saysClosed(at: closing?.at)
  }
}
