import Foundation
import Git
import JSON

/// Git's own objects, read and written one by one.
let gitObjectRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/git/blobs/{sha}", showBlob),
  Route("POST /repos/{owner}/{repo}/git/blobs", createBlob),
  Route("GET /repos/{owner}/{repo}/git/trees/{sha+}", showTree),
  Route("POST /repos/{owner}/{repo}/git/trees", createTree),
  Route("GET /repos/{owner}/{repo}/git/commits/{sha}", showGitCommit),
  Route("POST /repos/{owner}/{repo}/git/commits", createCommit),
  Route("GET /repos/{owner}/{repo}/git/tags/{sha}", showTag),
  Route("POST /repos/{owner}/{repo}/git/tags", createTag),
]

@Sendable private func showBlob(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try existing(call["sha"])
  let bytes = try await forge.read { repository in
    guard try repository.kind(of: id) == .blob else { throw Refusal.notFound }
    return try repository.blob(id, limit: 100 << 20)
  }
  let content = Data(bytes).base64EncodedString(
    options: [.lineLength76Characters, .endLineWithLineFeed])
  return .ok([
    "content": .string(content), "encoding": "base64",
    "url": .string(call.links.repository("git/blobs/\(id)")), "sha": id.json,
    "size": bytes.count.json, "node_id": .string("B_\(id)"),
  ])
}

@Sendable private func createBlob(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  let content = try fields.requiredText("content")
  let bytes: [UInt8]
  switch try fields.text("encoding") ?? "utf-8" {
  case "utf-8": bytes = Array(content.utf8)
  case "base64":
    guard let data = Data(base64Encoded: content, options: .ignoreUnknownCharacters) else {
      throw Refusal.unprocessable("content is not valid Base64")
    }
    bytes = Array(data)
  default: throw Refusal.unprocessable("encoding must be utf-8 or base64")
  }
  let id = try await forge.read { repository in try repository.write(blob: bytes) }
  return .created([
    "url": .string(call.links.repository("git/blobs/\(id)")), "sha": id.json,
  ])
}

@Sendable private func showGitCommit(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try existing(call["sha"])
  let commit = try await forge.read { repository in
    guard try repository.kind(of: id) == .commit else { throw Refusal.notFound }
    return try repository.commit(id)
  }
  return .ok(try await forge.view(for: call).1.gitCommit(commit))
}

@Sendable private func createCommit(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  try fields.require("message", "tree")
  let message = try fields.requiredText("message")
  let tree = try objectID(try fields.requiredText("tree"))
  let parents = try (try fields.list("parents") ?? []).map { try objectID($0.string ?? "") }
  let now = forge.now
  let author = try person(try fields.object("author"), in: forge, now)
  let committer = try (try fields.object("committer")).map { try person($0, in: forge, now) }
  var draft = CommitDraft(tree: tree, parents: parents, signature: author, message: message)
  draft.committer = committer ?? author
  let commit = try await forge.read { [draft] repository in
    guard try repository.header(of: draft.tree)?.kind == .tree else {
      throw Refusal.unprocessable("Tree SHA does not exist")
    }
    for parent in draft.parents where try repository.header(of: parent)?.kind != .commit {
      throw Refusal.unprocessable("Parent SHA does not exist or is not a commit object")
    }
    return try repository.commit(try repository.write(draft))
  }
  return .created(try await forge.view(for: call).1.gitCommit(commit))
}

@Sendable private func showTag(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try existing(call["sha"])
  let tag = try await forge.read { repository in
    guard try repository.kind(of: id) == .tag else { throw Refusal.notFound }
    return try repository.annotatedTag(id)
  }
  return .ok(try await forge.view(for: call).1.tag(tag))
}

@Sendable private func createTag(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  try fields.require("tag", "message", "object", "type")
  let name = try fields.requiredText("tag")
  let target = try objectID(try fields.requiredText("object"))
  guard let kind = ObjectKind(rawValue: try fields.requiredText("type")),
    (try? ReferenceName(tag: name)) != nil
  else { throw Refusal.invalid("Tag", field: "type") }
  let draft = TagDraft(
    name: name, target: target,
    tagger: try person(try fields.object("tagger"), in: forge, forge.now),
    message: try fields.requiredText("message"))
  let tag = try await forge.read { repository in
    guard try repository.header(of: target)?.kind == kind else {
      throw Refusal.unprocessable("Could not verify that the object exists: \(target)")
    }
    return try repository.annotatedTag(try repository.write(draft))
  }
  return .created(try await forge.view(for: call).1.tag(tag))
}

/// The author or tagger that a client names; the forge's owner, now, when it names none.
private func person(
  _ fields: Fields?, in forge: Forge, _ now: Timestamp
) throws -> Signature {
  guard let fields else {
    let owner = forge.identity.owner
    return Signature(name: owner, email: "\(owner)@localhost", seconds: now.seconds)
  }
  let date = try fields.text("date")
  guard let time = date.map({ Timestamp($0) }) ?? now else {
    throw Refusal.unprocessable("date must be an ISO 8601 timestamp")
  }
  return Signature(
    name: try fields.requiredText("name"), email: try fields.requiredText("email"),
    seconds: time.seconds, offset: date.map(offset) ?? 0)
}

/// The minutes east of UTC at the end of an ISO 8601 time; git keeps them.
private func offset(of date: String) -> Int {
  let tail = date.suffix(6)
  guard let sign = tail.first, sign == "+" || sign == "-" else { return 0 }
  let parts = tail.dropFirst().split(separator: ":").compactMap { Int($0) }
  guard parts.count == 2 else { return 0 }
  return (sign == "-" ? -1 : 1) * (parts[0] * 60 + parts[1])
}

private func existing(_ text: String) throws(Refusal) -> ObjectID {
  guard let id = ObjectID(text) else { throw .notFound }
  return id
}
