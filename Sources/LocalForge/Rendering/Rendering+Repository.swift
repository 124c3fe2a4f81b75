import JSON

extension Rendering {
  /// The repository with everything that any schema of it requires.
  func repository() -> JSONValue {
    var members = JSONObject(of: [
      ("id", 1), ("node_id", node("R", 1)), ("name", .string(links.name)),
      ("full_name", .string(links.fullName)), ("private", false), ("owner", user(links.owner)),
      ("html_url", .string(links.page())), ("description", nil), ("fork", false),
      ("url", .string(links.repository())),
    ])
    for (key, path) in repositoryPaths { members[key] = .string(links.repository(path)) }
    for (key, value) in repositoryRest { members[key] = value }
    return .object(members)
  }

  private var repositoryRest: [(String, JSONValue)] {
    let clone = JSONValue.string(links.clone)
    let open = facts.openPulls.json
    return [
      ("git_url", clone), ("ssh_url", clone), ("clone_url", clone), ("svn_url", clone),
      ("mirror_url", nil), ("homepage", nil), ("language", nil), ("forks_count", 0),
      ("stargazers_count", 0), ("watchers_count", 0), ("size", 0),
      ("default_branch", .string(facts.defaultBranch)), ("open_issues_count", open),
      ("is_template", false), ("topics", []), ("has_issues", true), ("has_projects", false),
      ("has_wiki", false), ("has_pages", false), ("has_downloads", true),
      ("has_discussions", false), ("has_pull_requests", true), ("archived", false),
      ("disabled", false), ("visibility", "public"), ("pushed_at", facts.pushed.json),
      ("created_at", facts.created.json), ("updated_at", facts.pushed.json),
      ("permissions", permissions), ("allow_rebase_merge", true), ("allow_squash_merge", true),
      ("allow_merge_commit", true), ("allow_auto_merge", false),
      ("delete_branch_on_merge", false), ("allow_forking", false), ("subscribers_count", 0),
      ("network_count", 0), ("license", nil), ("forks", 0), ("open_issues", open),
      ("watchers", 0),
    ]
  }

  private var permissions: JSONValue {
    ["admin": true, "maintain": true, "push": true, "triage": true, "pull": true]
  }
}

private let repositoryPaths: [(String, String)] = [
  ("archive_url", "{archive_format}{/ref}"), ("assignees_url", "assignees{/user}"),
  ("blobs_url", "git/blobs{/sha}"), ("branches_url", "branches{/branch}"),
  ("collaborators_url", "collaborators{/collaborator}"), ("comments_url", "comments{/number}"),
  ("commits_url", "commits{/sha}"), ("compare_url", "compare/{base}...{head}"),
  ("contents_url", "contents/{+path}"), ("contributors_url", "contributors"),
  ("deployments_url", "deployments"), ("downloads_url", "downloads"), ("events_url", "events"),
  ("forks_url", "forks"), ("git_commits_url", "git/commits{/sha}"),
  ("git_refs_url", "git/refs{/sha}"), ("git_tags_url", "git/tags{/sha}"),
  ("issue_comment_url", "issues/comments{/number}"),
  ("issue_events_url", "issues/events{/number}"), ("issues_url", "issues{/number}"),
  ("keys_url", "keys{/key_id}"), ("labels_url", "labels{/name}"),
  ("languages_url", "languages"), ("merges_url", "merges"),
  ("milestones_url", "milestones{/number}"),
  ("notifications_url", "notifications{?since,all,participating}"),
  ("pulls_url", "pulls{/number}"), ("releases_url", "releases{/id}"),
  ("stargazers_url", "stargazers"), ("statuses_url", "statuses/{sha}"),
  ("subscribers_url", "subscribers"), ("subscription_url", "subscription"), ("tags_url", "tags"),
  ("teams_url", "teams"), ("trees_url", "git/trees{/sha}"), ("hooks_url", "hooks"),
]
