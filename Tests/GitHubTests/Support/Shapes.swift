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
    {"url": "https://api.example/pulls/\(number)", "id": \(number)00, "node_id": "x",
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
     "created_at": "2026-11-22T03:30:00Z", "updated_at": "2026-11-22T03:30:00Z"}
    """
  }

  static func statuses(_ statuses: [String]) -> String {
    """
    {"state": "success", "sha": "\(commit)", "total_count": \(statuses.count),
     "statuses": [\(statuses.joined(separator: ","))]}
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
    at origin: HTTPOrigin, id: Int = 5, isDraft: Bool = true, assets: [String] = [],
    uploads: String? = nil
  ) -> String {
    """
    {"url": "https://api.example/releases/\(id)", "id": \(id), "node_id": "x",
     "html_url": "https://example.org/o/r/releases/tag/untagged-1",
     "upload_url": "\(uploads ?? "\(origin)/uploads/\(id)/assets"){?name,label}",
     "tag_name": "v0.1.0.dev20261122001", "target_commitish": "\(commit)", "name": "n",
     "body": "notes", "draft": \(isDraft), "prerelease": true, "immutable": false,
     "created_at": "2026-11-22T03:30:00Z", "published_at": null,
     "assets": [\(assets.joined(separator: ","))]}
    """
  }
}
