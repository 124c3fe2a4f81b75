import Git
import JSON

/// Shows a tree, by its id or by anything that names a commit; `?recursive=1` shows all under it.
///
/// <https://docs.github.com/rest/git/trees#get-a-tree>
@Sendable func showTree(_ call: Call, _ forge: Forge) async throws -> Reply {
  let name = call["sha"]
  let id = try await forge.read { repository -> ObjectID in
    if let id = ObjectID(name), try repository.header(of: id)?.kind == .tree { return id }
    guard let commit = try repository.commit(named: name) else { throw Refusal.notFound }
    return try repository.commit(commit).tree
  }
  let recursive = call.query["recursive"] == nil ? [] : ["-r", "-t"]
  let listing = try await forge.git.output(["ls-tree", "-l", "-z"] + recursive + [id.hexadecimal])
  let entries = listing.split(separator: "\0").compactMap { line in
    treeEntry(line, links: call.links)
  }
  return .ok([
    "sha": id.json, "url": .string(call.links.repository("git/trees/\(id)")),
    "tree": .array(entries), "truncated": false,
  ])
}

/// One line of `git ls-tree -l`: mode, type, id, size (`-` unless a blob), a tab, the path.
private func treeEntry(_ line: Substring, links: Links) -> JSONValue? {
  let parts = line.split(separator: "\t", maxSplits: 1)
  let words = (parts.first ?? "").split(separator: " ")
  guard parts.count == 2, words.count == 4 else { return nil }
  var members = JSONObject(of: [
    ("path", .string(String(parts[1]))), ("mode", .string(String(words[0]))),
    ("type", .string(String(words[1]))), ("sha", .string(String(words[2]))),
  ])
  members["size"] = Int(words[3]).map { $0.json }
  if words[1] != "commit" {
    members["url"] = .string(links.repository("git/\(words[1])s/\(words[2])"))
  }
  return .object(members)
}

/// Writes a tree from an older one and a list of files.
///
/// <https://docs.github.com/rest/git/trees#create-a-tree>; symbolic links and submodules are refused,
/// because nothing in this repository may be one.
@Sendable func createTree(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  try fields.require("tree")
  let base = try (try fields.text("base_tree")).map { try objectID($0) }
  let items = try (try fields.list("tree") ?? []).map { item in
    guard let object = item.object else { throw Refusal.invalid("Tree", field: "tree") }
    return try NewEntry(Fields(object))
  }
  let id = try await forge.read { repository -> ObjectID in
    if let base {
      // GitHub takes a commit's id as well.
      let kind = try repository.header(of: base)?.kind
      guard kind == .tree || kind == .commit else {
        throw Refusal.unprocessable("base_tree is not a valid tree oid")
      }
    }
    let changes = try items.map { try $0.change(in: repository) }
    let tree = try base.map { try repository.tree(of: $0) }
    return try repository.tree(updating: tree, with: changes)
  }
  var shown = call
  shown.parameters["sha"] = id.hexadecimal
  return .created(try await showTree(shown, forge).json)
}

private struct NewEntry: Sendable {
  let path: TreePath
  let isExecutable: Bool
  /// Nil: the path is removed.
  let id: ObjectID?
  let content: String?

  init(_ fields: Fields) throws {
    guard let path = try? TreePath(try fields.requiredText("path")) else {
      throw Refusal.unprocessable("tree.path contains a malformed path component")
    }
    self.path = path
    let mode = try fields.text("mode") ?? "100644"
    guard mode == "100644" || mode == "100755" else {
      throw Refusal.unprocessable("tree.mode \(mode.prefix(20)) is not supported by this forge")
    }
    isExecutable = mode == "100755"
    id = try (try fields.text("sha")).map { try objectID($0) }
    content = try fields.text("content")
    guard id != nil || content != nil || fields.has("sha") else {
      throw Refusal.unprocessable("Must supply either tree.sha or tree.content.")
    }
  }

  func change(in repository: borrowing OpenRepository) throws -> TreeChange {
    if let content {
      let id = try repository.write(blob: Array(content.utf8))
      return .put(path, id, executable: isExecutable)
    }
    guard let id else { return .remove(path) }
    guard try repository.header(of: id)?.kind == .blob else {
      throw Refusal.unprocessable("tree.sha \(id) is not a valid blob")
    }
    return .put(path, id, executable: isExecutable)
  }
}

extension OpenRepository {
  fileprivate func tree(of id: ObjectID) throws -> ObjectID {
    try header(of: id)?.kind == .commit ? try commit(id).tree : id
  }
}

extension Reply {
  /// The JSON that is answered; null when it is something else.
  var json: JSONValue {
    switch content {
    case .json(let json): json
    case .none, .text, .file: .null
    }
  }
}
