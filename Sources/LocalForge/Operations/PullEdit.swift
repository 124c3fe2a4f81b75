import Git

/// What a client wants changed about a pull request.
struct PullEdit: Sendable, Equatable {
  private enum Turn: String, CaseIterable { case open, closed }

  let title: String?
  let hasBody: Bool
  let body: String?
  let base: String?
  let isOpen: Bool?

  init(_ fields: Fields) throws(Refusal) {
    title = try fields.text("title")
    hasBody = fields.has("body")
    body = try fields.text("body")
    base = try fields.text("base")
    isOpen = try fields.word("state", Turn.self).map { $0 == .open }
  }
}

extension PullRequest {
  /// Closes or reopens; what is merged stays so, and what has nothing to merge cannot be reopened.
  mutating func turn(
    open isWanted: Bool, by login: String, at now: Timestamp,
    in repository: borrowing OpenRepository
  ) throws {
    guard isWanted != isOpen else { return }
    guard merge == nil else {
      if isWanted { throw cannotReopen("the pull request is merged") }
      return
    }
    guard isWanted else {
      stage = .closed(now)
      closedBy = login
      return
    }
    guard let head = try repository.tip(of: head.branch) else {
      throw cannotReopen("the \(head.branch) branch has been deleted")
    }
    guard let base = try repository.tip(of: base.branch) else {
      throw cannotReopen("the \(base.branch) branch has been deleted")
    }
    guard try !repository.isAncestor(head, of: base) else {
      throw cannotReopen("there are no new commits on the \(self.head.branch) branch")
    }
    self.head.commit = head
    self.base.commit = base
    stage = .open
    closedBy = nil
  }

  /// Lets another branch be the one that this is to be merged into.
  mutating func retarget(
    to branch: String, in repository: borrowing OpenRepository, owner: String
  ) throws {
    guard isOpen else {
      throw Refusal.custom("PullRequest", "Cannot change the base branch of a closed pull request.")
    }
    guard let tip = try repository.tip(of: branch) else {
      throw Refusal.invalid("PullRequest", field: "base")
    }
    guard try !repository.isAncestor(head.commit, of: tip) else {
      throw Refusal.custom(
        "PullRequest", "There are no new commits between base branch '\(branch)' and head branch")
    }
    base = Side(branch: branch, commit: tip)
  }
}

private func cannotReopen(_ reason: String) -> Refusal {
  .custom("PullRequest", "state cannot be changed: \(reason).")
}
