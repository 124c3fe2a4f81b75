import Foundation
import HTTP
import JSON
import Testing

@testable import LocalForge

/// The clients that the world uses against GitHub, unchanged, against the forge.
@Suite("Real clients", .timeLimit(.minutes(20)))
struct ClientTests {
  @Test("githubkit, which checks every reply against GitHub's schemas", arguments: ["", "/api/v3"])
  func githubkit(prefix: String) async throws {
    try await ForgeWorld.run { world async throws in
      let sha = try await world.push(branch: "roll/nightly", text: "four\n")
      let outcome = try await world.python(
        "with_githubkit.py", "\(world.address)\(prefix)/", "roll/nightly", sha)
      #expect(outcome.status == 0, "\(outcome.complaint.suffix(3000))")
      let words = outcome.output.split(separator: " ")
      #expect((words.first.flatMap { Int($0) } ?? 0) > 50, "\(outcome.output)")
    }
  }

  @Test("PyGithub: a pull request opened, commented on, judged, merged; a release with a file")
  func pyGithub() async throws {
    try await ForgeWorld.run { world async throws in
      try await world.push(branch: "roll/nightly", text: "four\n")
      let outcome = try await world.python(
        "with_pygithub.py", "\(world.address)/api/v3", "roll/nightly")
      #expect(outcome.status == 0, "\(outcome.complaint.suffix(3000))")
      #expect(outcome.output == "done\n")
    }
  }

  @Test("gh api over a Unix socket", .enabled(if: isInstalled("gh")))
  func gh() async throws {
    try await ForgeWorld.run { world async throws in
      let sha = try await world.push(branch: "roll/nightly", text: "four\n")
      let path = world.folder.path("forge.sock")
      let server = LocalForgeServer(
        world.forge, on: .unixSocket(path: path), configuration: ForgeWorld.configuration())
      _ = try await server.start()
      let script = PythonClients.scripts.appending(path: "with_gh.sh").path
      let outcome = try await world.shell.run("sh", [script, path, "roll/nightly", sha])
      await server.stop()
      #expect(outcome.status == 0, "\(outcome.complaint)")
      #expect(outcome.output == "done\n", "\(outcome.complaint)")
    }
  }

  @Test("replies of the newer version fit GitHub's description of 2026-03-10")
  func schemas() async throws {
    try await ForgeWorld.run { world async throws in
      let sha = try await world.push(branch: "roll/nightly", text: "four\n")
      let recorder = Recorder(world)
      try await recorder.night(head: sha)
      let file = world.folder.path("replies.jsonl")
      try Data(recorder.lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
      let description = PythonClients.scripts.deletingLastPathComponent()
        .appending(path: "Fixtures/github-openapi-part.json").path
      let outcome = try await world.python("against_schemas.py", description, file)
      #expect(outcome.status == 0, "\(outcome.output.suffix(4000))\(outcome.complaint)")
      // Every reply has a schema in the description, or nothing would have been checked.
      #expect(outcome.output == "\(recorder.lines.count) replies fit\n")
    }
  }
}

private func isInstalled(_ program: String) -> Bool {
  (ForgeWorld.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
  }
}

extension ForgeWorld {
  fileprivate func python(_ script: String, _ arguments: String...) async throws -> Shell.Outcome {
    let interpreter = try await PythonClients.shared.interpreter()
    let path = PythonClients.scripts.appending(path: script).path
    return try await shell.run(interpreter, [path] + arguments)
  }
}

/// Makes the calls of a night and keeps every reply with the template of its path.
private final class Recorder {
  private let world: ForgeWorld
  private(set) var lines: [String] = []

  init(_ world: ForgeWorld) {
    self.world = world
  }

  @discardableResult
  private func call(
    _ method: HTTPMethod, _ template: String, _ bound: [String: String] = [:],
    _ body: JSONValue? = nil
  ) async throws -> JSONValue {
    var path = template
    for (name, value) in bound { path = path.replacingOccurrences(of: "{\(name)}", with: value) }
    let reply = try await world.call(
      method, path, body, headers: [("X-GitHub-Api-Version", "2026-03-10")])
    let json = try reply.json
    let line: JSONValue = [
      "method": .string(method.rawValue), "path": .string("/repos/{owner}/{repo}" + template),
      "status": .integer(Int64(reply.status)), "body": json,
    ]
    lines.append(line.text())
    return json
  }

  func night(head sha: String) async throws {
    try await call(.get, "")
    try await call(.get, "/branches/{branch}", ["branch": "main"])
    try await call(.get, "/git/ref/{ref}", ["ref": "heads/main"])
    try await call(.get, "/git/ref/{ref}", ["ref": "heads/none"])
    try await call(.get, "/git/matching-refs/{ref}", ["ref": "heads/"])
    try await call(.get, "/commits/{ref}", ["ref": sha])
    try await pull(sha)
    try await release(sha)
  }

  private func pull(_ sha: String) async throws {
    let open: JSONValue = ["title": "Roll", "head": "roll/nightly", "base": "main"]
    let one = ["pull_number": "1", "issue_number": "1"]
    try await call(.post, "/pulls", [:], open)
    try await call(.post, "/pulls", [:], open)
    try await call(.get, "/pulls")
    try await call(.get, "/pulls/{pull_number}", one)
    try await call(.patch, "/pulls/{pull_number}", one, ["title": "Roll iree"])
    try await call(.get, "/pulls/{pull_number}/files", one)
    try await call(.get, "/pulls/{pull_number}/commits", one)
    try await call(.post, "/issues/{issue_number}/labels", one, ["labels": ["roll"]])
    try await call(.post, "/issues/{issue_number}/comments", one, ["body": "hi"])
    try await call(.get, "/issues/{issue_number}/comments", one)
    let status: JSONValue = ["state": "success", "context": "linux-x86_64"]
    try await call(.post, "/statuses/{sha}", ["sha": sha], status)
    try await call(.get, "/commits/{ref}/status", ["ref": sha])
    try await call(.get, "/commits/{ref}/statuses", ["ref": sha])
    let stale: JSONValue = ["sha": .string(String(repeating: "a", count: 40))]
    try await call(.put, "/pulls/{pull_number}/merge", one, stale)
    try await call(.put, "/pulls/{pull_number}/merge", one, ["sha": .string(sha)])
    try await call(.put, "/pulls/{pull_number}/merge", one)
    try await call(.get, "/pulls/{pull_number}", one)
  }

  private func release(_ sha: String) async throws {
    let name: JSONValue = ["ref": "refs/tags/v1", "sha": .string(sha)]
    try await call(.post, "/git/refs", [:], name)
    try await call(.post, "/git/refs", [:], name)
    let draft = try await call(.post, "/releases", [:], ["tag_name": "v1", "draft": true])
    let id = ["release_id": String(draft["id"]?.integer ?? 0), "tag": "v1"]
    let template = draft["upload_url"]?.string?.prefix { $0 != "{" } ?? ""
    _ = try await world.send(.post, "\(template)?name=a", body: .bytes([1]))
    try await call(.get, "/releases/tags/{tag}", id)
    try await call(.patch, "/releases/{release_id}", id, ["draft": false])
    try await call(.get, "/releases/tags/{tag}", id)
    try await call(.get, "/releases/{release_id}/assets", id)
    try await call(.get, "/releases")
  }
}
