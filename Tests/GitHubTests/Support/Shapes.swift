import Digest
import HTTP

/// Answers in GitHub's shapes, of version 2026-03-10, with the fields that we read and some more.
enum Shapes {
  static let commit = String(repeating: "a", count: 40)
  static let asset = Array("the wheel".utf8)

  static func pullRequest(
    _ number: Int = 7, head: String = "roll/nightly", repository: Int? = 1, body: String = "body"
  ) -> String {
    """
    {"url": "https://api.example/pulls/\(number)", "id": \(number)00, "node_id": "PR_\(number)",
     "html_url": "https://example.org/o/r/pull/\(number)", "number": \(number), "state": "open",
     "locked": false, "title": "title", "body": "\(body)", "user": {"login": "o", "id": 1},
     "labels": [], "milestone": null, "created_at": "2026-11-22T03:30:00Z", "merged_at": null,
     "draft": false, "auto_merge": null,
     "head": {"label": "o:\(head)", "ref": "\(head)", "sha": "\(commit)",
       "repo": \(repository.map { "{\"id\": \($0), \"full_name\": \"o/r\"}" } ?? "null")},
     "base": {"label": "o:main", "ref": "main", "sha": "\(commit)",
       "repo": {"id": 1, "full_name": "o/r"}}}
    """
  }

  static func status(description: String? = "fine", state: String = "success") -> String {
    """
    {"url": "https://api.example/statuses/1", "id": 1, "node_id": "x", "avatar_url": null,
     "state": "\(state)", "context": "roller/linux-x86_64", "target_url": null,
     "description": \(description.map { "\"\($0)\"" } ?? "null"),
     "creator": {"login": "roller[bot]", "id": 2},
     "created_at": "2026-11-22T03:30:00Z", "updated_at": "2026-11-22T03:30:00Z"}
    """
  }

  static func asset(
    id: Int = 31, name: String = "a.whl", state: String = "uploaded", digest: String? = nil,
    size: Int? = nil
  ) -> String {
    let digest = digest ?? "\"\(SHA256Digest(of: asset))\""
    return """
      {"url": "https://api.example/assets/\(id)", "id": \(id), "node_id": "x", "name": "\(name)",
       "label": "", "state": "\(state)", "content_type": "application/octet-stream",
       "size": \(size ?? asset.count), "digest": \(digest), "download_count": 0}
      """
  }

  static func release(
    at origin: HTTPOrigin, id: Int = 5, isDraft: Bool = true, isImmutable: Bool = false,
    assets: [String] = [], uploads: String? = nil
  ) -> String {
    """
    {"url": "https://api.example/releases/\(id)", "id": \(id), "node_id": "x",
     "html_url": "https://example.org/o/r/releases/tag/untagged-1",
     "upload_url": "\(uploads ?? "\(origin)/uploads/\(id)/assets"){?name,label}",
     "tag_name": "v0.1.0.dev20261122001", "target_commitish": "\(commit)", "name": "n",
     "body": "notes", "draft": \(isDraft), "prerelease": true, "immutable": \(isImmutable),
     "created_at": "2026-11-22T03:30:00Z", "published_at": null,
     "assets": [\(assets.joined(separator: ","))]}
    """
  }

  /// A pull request that somebody closed.
  static func closed(_ number: Int = 7, body: String = "body") -> String {
    pullRequest(number, body: body).replacing("\"state\": \"open\"", with: "\"state\": \"closed\"")
      .replacing("\"merged_at\"", with: "\"closed_at\": \"2026-11-23T03:30:00Z\", \"merged_at\"")
  }

  /// A pull request that was merged by the commit `by`.
  static func merged(_ number: Int = 7, by commit: String = commit) -> String {
    closed(number).replacing(
      "\"merged_at\": null",
      with: "\"merged_at\": \"2026-11-23T03:30:00Z\", \"merge_commit_sha\": \"\(commit)\"")
  }

  static func checkRun(
    _ name: String = "ci", status: String = "completed", conclusion: String? = "success"
  ) -> String {
    """
    {"id": 1, "name": "\(name)", "head_sha": "\(commit)", "status": "\(status)",
     "conclusion": \(conclusion.map { "\"\($0)\"" } ?? "null"),
     "app": {"id": 15368, "slug": "github-actions", "name": "GitHub Actions"}}
    """
  }

  static func checkRuns(_ runs: [String]) -> String {
    "{\"total_count\": \(runs.count), \"check_runs\": [\(runs.joined(separator: ","))]}"
  }

  static func requiredChecks(_ names: [String] = ["ci"], app: Int? = 15_368) -> String {
    let checks = names.map { name in
      "{\"context\": \"\(name)\"\(app.map { ", \"integration_id\": \($0)" } ?? "")}"
    }
    return """
      {"type": "required_status_checks", "ruleset_source_type": "Repository", "ruleset_id": 1,
       "parameters": {"strict_required_status_checks_policy": false,
         "required_status_checks": [\(checks.joined(separator: ","))]}}
      """
  }

  static func branch(isProtected: Bool = true, contexts: [String] = []) -> String {
    let names = contexts.map { "\"\($0)\"" }.joined(separator: ",")
    return """
      {"name": "main", "commit": {"sha": "\(commit)"}, "protected": \(isProtected),
       "protection": {"enabled": \(isProtected), "required_status_checks":
         {"enforcement_level": "everyone", "contexts": [\(names)], "checks": []}}}
      """
  }

  static func protection() -> String {
    """
    {"url": "https://api.example/protection",
     "required_status_checks": {"strict": false, "contexts": ["lint"],
       "checks": [{"context": "lint", "app_id": -1}]},
     "enforce_admins": {"enabled": true}, "required_linear_history": {"enabled": false}}
    """
  }

  static func repository(_ members: String = "\"allow_auto_merge\": true") -> String {
    """
    {"id": 1, "full_name": "o/r", "fork": false, "created_at": "2026-01-02T03:04:05Z",
     "default_branch": "main", \(members)}
    """
  }

  static func message(_ text: String) -> String { "{\"message\": \"\(text)\"}" }
}
