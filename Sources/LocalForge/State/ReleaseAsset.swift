import Digest
import Errors
import JSON

/// A file of a release: the pointer that git keeps; the bytes lie in ``AssetStore`` by their digest.
struct ReleaseAsset: StateRecord, Identifiable {
  let id: Int
  var name: String
  var label: String?
  let type: String
  /// In bytes.
  let size: Int
  let digest: SHA256Digest
  let author: String
  let created: Timestamp
  var updated: Timestamp
}

extension ReleaseAsset {
  init(_ document: StateDocument) throws(Failure) {
    id = try document.number("id")
    name = try document.text("name")
    label = document.optionalText("label")
    type = try document.text("type")
    size = try document.number("size")
    let text = try document.text("digest")
    guard let digest = SHA256Digest(text) else {
      throw Failure.state(document.path, "digest: found \(text.prefix(100))")
    }
    self.digest = digest
    author = try document.text("author")
    created = try document.time("created-at")
    updated = try document.time("updated-at")
  }

  var json: JSONValue {
    .object(
      JSONObject(of: [
        ("id", id.json), ("name", .string(name)), ("label", label.json),
        ("type", .string(type)), ("size", size.json),
        ("digest", .string(digest.description)), ("author", .string(author)),
        ("created-at", created.json), ("updated-at", updated.json),
      ]).withoutNulls)
  }
}
