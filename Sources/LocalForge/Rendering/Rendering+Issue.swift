import JSON

extension Rendering {
  func comment(_ comment: IssueComment) -> JSONValue {
    let own = links.repository("issues/comments/\(comment.id)")
    return [
      "id": comment.id.json, "node_id": node("IC", comment.id), "url": .string(own),
      "html_url": .string(links.page("pull/\(comment.issue)#issuecomment-\(comment.id)")),
      "body": .string(comment.body), "user": user(comment.author),
      "created_at": comment.created.json, "updated_at": comment.updated.json,
      "issue_url": .string(links.repository("issues/\(comment.issue)")),
      "author_association": "OWNER", "performed_via_github_app": nil,
    ]
  }

  func label(_ label: IssueLabel) -> JSONValue {
    let name = percentEncoded(label.name)
    return [
      "id": label.id.json, "node_id": node("LA", label.id),
      "url": .string(links.repository("labels/\(name)")), "name": .string(label.name),
      "description": label.description.json, "color": .string(label.color),
      "default": false, "archived_at": nil, "archived_by": nil,
    ]
  }

  /// A pull request as the issue that it also is.
  func issue(_ pull: PullRequest, labels: [IssueLabel], comments: Int) -> JSONValue {
    let own = links.repository("issues/\(pull.number)")
    let asPull = self.pull(pull, labels: labels)
    return [
      "id": pull.id.json, "node_id": node("I", pull.id), "url": .string(own),
      "repository_url": .string(links.repository()),
      "labels_url": .string(own + "/labels{/name}"), "comments_url": .string(own + "/comments"),
      "events_url": .string(own + "/events"),
      "html_url": .string(links.page("pull/\(pull.number)")), "number": pull.number.json,
      "state": .string(pull.isOpen ? "open" : "closed"), "state_reason": nil,
      "title": .string(pull.title), "body": pull.body.json, "user": user(pull.author),
      "labels": asPull["labels"] ?? [], "assignee": nil, "assignees": [], "milestone": nil,
      "locked": false, "active_lock_reason": nil, "comments": comments.json,
      "pull_request": [
        "merged_at": (pull.merge?.time).json, "diff_url": asPull["diff_url"] ?? nil,
        "html_url": asPull["html_url"] ?? nil, "patch_url": asPull["patch_url"] ?? nil,
        "url": asPull["url"] ?? nil,
      ],
      "closed_at": pull.closed.json, "created_at": pull.created.json,
      "updated_at": pull.updated.json, "draft": .bool(pull.isDraft),
      "closed_by": (pull.merge?.by ?? pull.closedBy).map(user) ?? nil,
      "author_association": "OWNER",
    ]
  }
}
