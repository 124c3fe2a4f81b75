import JSON

extension Rendering {
  /// A pull request as lists show it.
  func pull(_ pull: PullRequest, labels: [IssueLabel]) -> JSONValue {
    let own = links.repository("pulls/\(pull.number)")
    let issue = links.repository("issues/\(pull.number)")
    let page = links.page("pull/\(pull.number)")
    let statuses = links.repository("statuses/\(pull.head.commit)")
    let reviewComment = links.repository("pulls/comments{/number}")
    var members = JSONObject(of: [
      ("url", .string(own)), ("id", pull.id.json), ("node_id", node("PR", pull.id)),
      ("html_url", .string(page)), ("diff_url", .string(page + ".diff")),
      ("patch_url", .string(page + ".patch")), ("issue_url", .string(issue)),
      ("commits_url", .string(own + "/commits")),
      ("review_comments_url", .string(own + "/comments")),
      ("review_comment_url", .string(reviewComment)),
      ("comments_url", .string(issue + "/comments")), ("statuses_url", .string(statuses)),
      ("number", pull.number.json), ("state", .string(pull.isOpen ? "open" : "closed")),
      ("locked", false), ("title", .string(pull.title)), ("user", user(pull.author)),
      ("body", pull.body.json),
      ("labels", .array(pullLabels(pull, labels))), ("milestone", nil),
      ("active_lock_reason", nil), ("created_at", pull.created.json),
      ("updated_at", pull.updated.json), ("closed_at", pull.closed.json),
      ("merged_at", (pull.merge?.time).json),
      ("assignees", []), ("requested_reviewers", []), ("requested_teams", []),
      ("head", side(pull.head)), ("base", side(pull.base)), ("author_association", "OWNER"),
      ("auto_merge", nil), ("draft", .bool(pull.isDraft)),
    ])
    members["_links"] = [
      "self": link(own), "html": link(page), "issue": link(issue),
      "comments": link(issue + "/comments"), "review_comments": link(own + "/comments"),
      "review_comment": link(reviewComment), "commits": link(own + "/commits"),
      "statuses": link(statuses),
    ]
    if version == .v2022 {
      members["merge_commit_sha"] = (pull.merge?.commit).json
      members["assignee"] = JSONValue.null
    }
    return .object(members)
  }

  /// A pull request with what only its own page shows.
  func pull(_ pull: PullRequest, labels: [IssueLabel], details: PullDetails) -> JSONValue {
    var members = self.pull(pull, labels: labels).object ?? JSONObject()
    let more: [(String, JSONValue)] = [
      ("merged", .bool(pull.merge != nil)),
      ("mergeable", details.isMergeable.map { .bool($0) } ?? .null), ("rebaseable", nil),
      ("mergeable_state", .string(details.mergeState)),
      ("merged_by", pull.merge.map { user($0.by) } ?? .null),
      ("comments", details.comments.json), ("review_comments", 0),
      ("maintainer_can_modify", false), ("commits", details.commits.json),
      ("additions", details.additions.json), ("deletions", details.deletions.json),
      ("changed_files", details.files.json),
    ]
    for (key, value) in more { members[key] = value }
    return .object(members)
  }

  private func side(_ side: PullRequest.Side) -> JSONValue {
    [
      "label": .string("\(links.owner):\(side.branch)"), "ref": .string(side.branch),
      "sha": side.commit.json, "user": user(links.owner), "repo": repository(),
    ]
  }

  private func link(_ address: String) -> JSONValue { ["href": .string(address)] }

  private func pullLabels(_ pull: PullRequest, _ labels: [IssueLabel]) -> [JSONValue] {
    pull.labels.compactMap { name in labels.first { $0.name == name } }.map(label)
  }
}

/// What is counted and tried for the page of one pull request.
struct PullDetails: Sendable, Equatable {
  /// Nil when it is not open.
  var isMergeable: Bool?
  /// GitHub's word: `clean`, `dirty`, `unstable`, `blocked`, `draft` or `unknown`.
  var mergeState: String
  var comments: Int
  var commits: Int
  var additions: Int
  var deletions: Int
  var files: Int
}
