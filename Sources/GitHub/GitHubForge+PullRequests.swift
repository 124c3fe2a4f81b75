import Errors
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  /// Newest first, open and closed: the hundred newest, for of one branch only one can be open.
  ///
  /// The answer is checked: a forge that ignores the filter must not make us edit, or wait
  /// for, somebody else's pull request.
  func readPullRequests(
    from branch: SlotBranch, to main: BranchName
  ) async throws(Failure) -> [PullRequestFacts] {
    let replies = try await rest.list(
      repository + ["pulls"],
      query: [
        ("head", "\(address.owner):\(branch)"), ("base", "\(main)"), ("state", "all"),
        ("sort", "created"), ("direction", "desc"),
      ], limit: 100, doing: "listing the pull requests of \(branch)")
    var facts: [PullRequestFacts] = []
    for reply in replies where try isOurs(reply, branch, main) {
      facts.append(try await ended(try PullRequestFacts(reply)))
    }
    return facts.sorted { $0.number > $1.number }
  }

  /// The same with what the list leaves out: who closed it, and whether it is in the merge queue.
  private func ended(_ facts: PullRequestFacts) async throws(Failure) -> PullRequestFacts {
    var facts = facts
    switch facts.state {
    case .merged: break
    case .open: facts.isQueued = facts.isQueued || memory.isQueued(facts.number, facts.head)
    case .closed:
      facts.closing = PullRequestFacts.Closing(
        by: try await closer(of: facts), at: facts.closing?.at)
    }
    return facts
  }

  private func closer(of facts: PullRequestFacts) async throws(Failure) -> String? {
    let ending = ForgeMemory.Ending(number: facts.number, at: facts.closing?.at)
    if let known = memory.closer(of: ending) { return known }
    // Every pull request is an issue, and only that says who:
    // https://docs.github.com/en/rest/issues/issues#get-an-issue
    let issue = try await ifReadable { () async throws(Failure) in
      try await rest.get(
        repository + ["issues", "\(facts.number)"], doing: "asking who closed #\(facts.number)")
    }
    let closer = issue?.value["closed_by"]?["login"]?.string
    memory.keep(closer: closer, of: ending)
    return closer
  }

  /// Whether it is from `branch` of this very repository, not of a fork, to `main`. The ids are
  /// compared because names change.
  private func isOurs(
    _ reply: Reply, _ branch: SlotBranch, _ main: BranchName
  ) throws(Failure) -> Bool {
    let head = try reply.member("head")
    let base = try reply.member("base")
    let home = try base.member("repo").integer("id")
    guard try head.text("ref") == "\(branch)", try base.text("ref") == "\(main)" else {
      return false
    }
    // Null when the fork is gone.
    return head.value["repo"]?["id"]?.integer == Int64(home)
  }

  /// <https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request>
  func open(_ draft: PullRequestDraft) async throws(Failure) {
    let what = "opening the pull request of \(draft.branch)"
    try check(draft, what)
    try await rest.write(
      .post, repository + ["pulls"],
      [
        "title": .string(draft.title), "body": .string(draft.body),
        "head": .string("\(draft.branch)"), "base": .string("\(draft.base)"),
        "maintainer_can_modify": true,
      ], doing: what)
  }

  /// Reads the texts back: a forge that keeps others would be edited for ever.
  func edit(
    _ number: Int, over: String?, _ draft: PullRequestDraft
  ) async throws(Failure) {
    let what = "updating pull request #\(number)"
    try check(draft, what)
    if let over {
      let shown = try PullRequestFacts(try await rest.get(pull(number), doing: what))
      guard shown.body == over else { throw changed("a person edited it", what) }
    }
    let reply = try await rest.write(
      .patch, pull(number),
      ["title": .string(draft.title), "body": .string(draft.body)], doing: what)
    let kept = try PullRequestFacts(reply)
    guard kept.title == draft.title, kept.body == draft.body else {
      throw altered(kept.title == draft.title ? "body" : "title", what)
    }
  }

  /// Closes it with the reason in one request, so that it is never seen closed without one; one that is
  /// merged or closed already is done.
  func close(_ number: Int, over: String?, _ body: String) async throws(Failure) {
    let what = "closing pull request #\(number)"
    try checkLength(body, "body", limit: 65_536, what)
    let shown = try PullRequestFacts(try await rest.get(pull(number), doing: what))
    guard shown.state == .open else { return }
    if let over, shown.body != over { throw changed("a person edited it", what) }
    let reply = try await rest.write(
      .patch, pull(number), ["state": "closed", "body": .string(body)], doing: what)
    let kept = try PullRequestFacts(reply)
    guard kept.state != .open else { throw altered("state", what) }
    guard kept.body == body else { throw altered("body", what) }
  }

  private func check(_ draft: PullRequestDraft, _ what: String) throws(Failure) {
    try checkLength(draft.title, "title", limit: 256, what)
    try checkLength(draft.body, "body", limit: 65_536, what)
  }

  /// <https://docs.github.com/en/rest/commits/statuses#create-a-commit-status>
  func set(_ status: StatusFacts) async throws(Failure) {
    let what = "setting the status \(status.context)"
    // Not cut here: the facts would show another text than was wanted, for ever.
    try checkLength(status.description, "description", limit: 140, what)
    let reply = try await rest.write(
      .post, repository + ["statuses", "\(status.revision)"],
      [
        "state": .string(status.state.rawValue), "context": .string(status.context),
        "description": .string(status.description),
      ], doing: what)
    guard try reply.text("context") == status.context,
      try reply.optionalText("description") ?? "" == status.description
    else { throw altered("status", what) }
  }
}

extension PullRequestFacts {
  init(_ reply: Reply) throws(Failure) {
    let isMerged = try reply.optionalText("merged_at") != nil
    let isOpen = try reply.text("state") == "open"
    // Until it is merged, this is the commit of a trial.
    let merge = try reply.optionalText("merge_commit_sha").flatMap(Revision.init(_:))
    let closed = try reply.moment("closed_at")
    self.init(
      number: try reply.integer("number"), state: isMerged ? .merged : isOpen ? .open : .closed,
      head: try reply.member("head").revision("sha"), opened: try reply.moment("created_at"),
      closing: isOpen ? nil : Closing(by: nil, at: closed),
      mergeCommit: isMerged ? merge : nil,
      isQueued: isOpen && reply.value["auto_merge"]?.object != nil,
      title: try reply.text("title"),
      // Texts that passed a browser have the line ends of forms.
      body: (try reply.optionalText("body") ?? "").replacing("\r\n", with: "\n"),
      page: try reply.text("html_url"))
    isDraft = isOpen && reply.value["draft"]?.bool ?? false
  }
}

/// GitHub answers 422 to a longer text.
func checkLength(
  _ text: String, _ name: String, limit: Int, _ what: String
) throws(Failure) {
  let length = text.unicodeScalars.count
  guard length > limit else { return }
  throw Failure(
    .rejected, doing: what, found: "a \(name) of \(length) characters; the forge takes \(limit)",
    hint: "this is a bug in roller; please report it")
}

private func altered(_ name: String, _ what: String) -> Failure {
  Failure(
    .rejected, doing: what, found: "the forge stored another \(name) than was sent",
    hint: "check it there; an automation in the repository may have changed it")
}
