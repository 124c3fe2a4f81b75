import Errors
import JSON

/// A release, draft or published.
struct Release: StateRecord, Identifiable {
  let id: Int
  var tag: String
  /// The branch or commit that a missing tag is created at.
  var target: String
  var name: String?
  var body: String?
  /// Nil while it is a draft.
  var published: Timestamp?
  var isPrerelease: Bool
  let author: String
  let created: Timestamp
  var updated: Timestamp
  var assets: [ReleaseAsset] = []

  var isDraft: Bool { published == nil }
}

extension Release {
  init(_ document: StateDocument) throws(Failure) {
    id = try document.number("id")
    tag = try document.text("tag")
    target = try document.text("target")
    name = document.optionalText("name")
    body = document.optionalText("body")
    published = document.optionalTime("published-at")
    isPrerelease = try document.flag("prerelease")
    author = try document.text("author")
    created = try document.time("created-at")
    updated = try document.time("updated-at")
    assets = try document.documents("assets").map { item throws(Failure) in
      try ReleaseAsset(item)
    }
  }

  var json: JSONValue {
    .object(
      JSONObject(of: [
        ("id", id.json), ("tag", .string(tag)), ("target", .string(target)),
        ("name", name.json), ("body", body.json),
        ("published-at", published.json), ("prerelease", .bool(isPrerelease)),
        ("author", .string(author)), ("created-at", created.json),
        ("updated-at", updated.json), ("assets", .array(assets.map(\.json))),
      ]).withoutNulls)
  }
}
