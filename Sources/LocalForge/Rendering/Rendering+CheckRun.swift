import Digest
import Git
import JSON

extension Rendering {
  func checkRun(_ run: CheckRun, of commit: ObjectID) -> JSONValue {
    let own = links.repository("check-runs/\(run.id)")
    return [
      "id": run.id.json, "head_sha": commit.json, "node_id": node("CR", run.id),
      "external_id": nil, "url": .string(own), "html_url": nil, "details_url": run.details.json,
      "status": .string(run.status.rawValue), "conclusion": (run.conclusion?.rawValue).json,
      "started_at": run.started.json, "completed_at": run.completed.json,
      "output": [
        "title": run.title.json, "summary": run.summary.json, "text": nil,
        "annotations_count": 0, "annotations_url": .string(own + "/annotations"),
      ], "name": .string(run.name), "check_suite": nil, "app": app(run.app), "pull_requests": [],
    ]
  }

  private func app(_ slug: String) -> JSONValue {
    [
      "id": appID(of: slug).json, "slug": .string(slug), "node_id": node("A", slug),
      "owner": user(links.owner), "name": .string(slug), "description": nil,
      "external_url": .string(links.origin), "html_url": .string("\(links.origin)/apps/\(slug)"),
      "created_at": facts.created.json, "updated_at": facts.created.json, "permissions": [:],
      "events": [],
    ]
  }
}

/// The number of the app `slug`: GitHub's own for GitHub Actions, else one that is always the same.
func appID(of slug: String) -> Int {
  guard slug != "github-actions" else { return 15_368 }
  let digits = SHA256Digest(of: slug).hexadecimal.prefix(6)
  return 1_000_000 + (Int(digits, radix: 16) ?? 0)
}
