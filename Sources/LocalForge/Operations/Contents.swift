import Foundation
import Git
import JSON

/// Shows a file or a folder of a commit.
///
/// <https://docs.github.com/rest/repos/contents#get-repository-content>
@Sendable func showContents(_ call: Call, _ forge: Forge) async throws -> Reply {
  let reference = call.query["ref"] ?? "HEAD"
  guard let commit = try await forge.commit(named: reference) else {
    throw Refusal(404, "No commit found for the ref \(reference)")
  }
  guard let path = try? TreePath(call["path"]) else { throw Refusal.notFound }
  let found = try await forge.read { repository -> JSONValue? in
    guard let entry = try repository.entry(at: path, of: commit) else { return nil }
    let view = ContentView(links: call.links, reference: reference)
    guard entry.kind == .folder else {
      return view.file(entry, try repository.blob(entry.id, limit: 100 << 20))
    }
    let entries = try repository.entries(under: path, of: commit)
    let depth = path.components.count + 1
    return .array(
      try entries.filter { $0.path.split(separator: "/").count == depth }.map { entry in
        let size = entry.kind == .submodule ? 0 : try repository.header(of: entry.id)?.size
        return .object(view.entry(entry, size: size ?? 0))
      })
  }
  guard let found else { throw Refusal.notFound }
  guard call.accept.contains("raw"), let content = found["content"]?.string else {
    return .ok(found)
  }
  let bytes = Data(base64Encoded: content, options: .ignoreUnknownCharacters) ?? Data()
  return Reply(
    status: 200,
    content: .text(String(decoding: bytes, as: UTF8.self), type: "text/plain; charset=utf-8"))
}

private struct ContentView {
  let links: Links
  let reference: String

  func file(_ entry: TreeEntry, _ bytes: [UInt8]) -> JSONValue {
    var members = self.entry(entry, size: bytes.count)
    members["encoding"] = "base64"
    members["content"] = .string(
      Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]))
    return .object(members)
  }

  func entry(_ entry: TreeEntry, size: Int) -> JSONObject {
    let path = percentEncoded(entry.path, keeping: "/")
    let own = links.repository("contents/\(path)?ref=\(percentEncoded(reference, keeping: "/"))")
    let isFolder = entry.kind == .folder
    let git = links.repository("git/\(isFolder ? "trees" : "blobs")/\(entry.id)")
    let page = links.page("\(isFolder ? "tree" : "blob")/\(reference)/\(path)")
    let name = entry.path.split(separator: "/").last.map { String($0) } ?? ""
    return JSONObject(of: [
      ("type", .string(kind(entry.kind))), ("size", size.json), ("name", .string(name)),
      ("path", .string(entry.path)), ("sha", entry.id.json), ("url", .string(own)),
      ("git_url", .string(git)), ("html_url", .string(page)),
      ("download_url", isFolder ? .null : .string(links.page("raw/\(reference)/\(path)"))),
      ("_links", ["self": .string(own), "git": .string(git), "html": .string(page)]),
    ])
  }

  private func kind(_ kind: TreeEntry.Kind) -> String {
    switch kind {
    case .file, .executable: "file"
    case .folder: "dir"
    case .symbolicLink: "symlink"
    case .submodule: "submodule"
    }
  }
}
