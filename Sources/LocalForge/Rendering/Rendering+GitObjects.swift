import Git
import JSON

extension Rendering {
  /// A reference and the object it points to.
  func reference(_ name: String, at id: ObjectID, _ kind: ObjectKind) -> JSONValue {
    [
      "ref": .string(name), "node_id": node("REF", name),
      "url": .string(links.repository("git/\(percentEncoded(name, keeping: "/"))")),
      "object": [
        "sha": id.json, "type": .string(kind.rawValue),
        "url": .string(object(id, kind)),
      ],
    ]
  }

  /// A commit as the repository's history shows it.
  func commit(_ commit: Git.Commit, files: [FileChange]? = nil) -> JSONValue {
    let own = links.repository("commits/\(commit.id)")
    let inner: JSONValue = [
      "author": person(commit.author), "committer": person(commit.committer),
      "message": .string(trimmed(commit.message)),
      "tree": ["sha": commit.tree.json, "url": .string(object(commit.tree, .tree))],
      "url": .string(object(commit.id, .commit)), "comment_count": 0,
      "verification": verification,
    ]
    var members = JSONObject(of: [
      ("sha", commit.id.json), ("node_id", node("C", commit.id)), ("url", .string(own)),
      ("html_url", .string(links.page("commit/\(commit.id)"))),
      ("comments_url", .string(own + "/comments")), ("commit", inner), ("author", nil),
      ("committer", nil), ("parents", .array(commit.parents.map(parent))),
    ])
    if let files {
      let added = files.map(\.additions).reduce(0, +)
      let deleted = files.map(\.deletions).reduce(0, +)
      members["stats"] = [
        "total": (added + deleted).json, "additions": added.json,
        "deletions": deleted.json,
      ]
      members["files"] = .array(files.map { file($0, at: commit.id) })
    }
    return .object(members)
  }

  /// One file of a comparison that ends at `commit`.
  func file(_ file: FileChange, at commit: ObjectID) -> JSONValue {
    let path = percentEncoded(file.path, keeping: "/")
    var members = JSONObject(of: [
      ("sha", file.blob.json), ("filename", .string(file.path)),
      ("status", .string(file.status.rawValue)), ("additions", file.additions.json),
      ("deletions", file.deletions.json),
      ("changes", (file.additions + file.deletions).json),
      ("blob_url", .string(links.page("blob/\(commit)/\(path)"))),
      ("raw_url", .string(links.page("raw/\(commit)/\(path)"))),
      ("contents_url", .string(links.repository("contents/\(path)?ref=\(commit)"))),
    ])
    members["patch"] = file.patch.map { .string($0) }
    members["previous_filename"] = file.previousPath.map { .string($0) }
    return .object(members)
  }

  func object(_ id: ObjectID, _ kind: ObjectKind) -> String {
    links.repository("git/\(kind.rawValue)s/\(id)")
  }

  private func parent(_ id: ObjectID) -> JSONValue {
    [
      "sha": id.json, "url": .string(links.repository("commits/\(id)")),
      "html_url": .string(links.page("commit/\(id)")),
    ]
  }

  private func person(_ signature: Signature) -> JSONValue {
    [
      "name": .string(signature.name), "email": .string(signature.email),
      "date": Timestamp(seconds: signature.seconds).json,
    ]
  }

  private var verification: JSONValue {
    [
      "verified": false, "reason": "unsigned", "signature": nil, "payload": nil,
      "verified_at": nil,
    ]
  }

  /// GitHub shows messages without the final newline that git keeps.
  private func trimmed(_ message: String) -> String {
    String(message.reversed().drop { $0.isNewline }.reversed())
  }
}
