import Foundation
import HTTP
import JSON
import Testing

@testable import LocalForge

@Suite("git over HTTP", .timeLimit(.minutes(20)))
struct GitTests {
  @Test("clone, partial clone and fetch by id work")
  func clones() async throws {
    try await ForgeWorld.run { world async throws in
      let sha = try await world.shell.git("rev-parse", "main", in: world.work)
      let top = world.folder.url.path
      try await world.shell.git("clone", "--quiet", world.clone, "full", in: top)
      let full = try await world.shell.git("rev-parse", "HEAD", in: world.folder.path("full"))
      #expect(full == sha)
      try await world.shell.git(
        "clone", "--quiet", "--bare", "--depth=1", "--filter=tree:0", world.clone, "thin", in: top)
      try await world.shell.git("init", "--quiet", "one", in: top)
      try await world.shell.git(
        "fetch", "--quiet", world.clone, sha, in: world.folder.path("one"))
    }
  }

  @Test("a large push streams in and clones out again unharmed")
  func large() async throws {
    try await ForgeWorld.run { world async throws in
      var random = SystemRandomNumberGenerator()
      let words = (0..<(1 << 20)).map { _ in UInt64.random(in: 0...UInt64.max, using: &random) }
      let bytes = words.withUnsafeBytes { Data($0) }
      try bytes.write(to: URL(fileURLWithPath: world.work + "/big"))
      try await world.shell.git("add", "big", in: world.work)
      try await world.shell.git("commit", "--quiet", "-m", "Big", in: world.work)
      try await world.shell.git("push", "--quiet", world.clone, "main", in: world.work)
      let top = world.folder.url.path
      try await world.shell.git("clone", "--quiet", world.clone, "out", in: top)
      let back = try Data(contentsOf: URL(fileURLWithPath: world.folder.path("out/big")))
      #expect(back == bytes)
    }
  }

  @Test("the default branch is not forced, rewound or deleted, by git or by REST")
  func protected() async throws {
    try await ForgeWorld.run { world async throws in
      let first = try await world.shell.git("rev-parse", "main", in: world.work)
      let second = try await world.push(branch: "next", text: "next\n")
      try await world.shell.git("push", "--quiet", world.clone, "next:main", in: world.work)
      for refspec in ["+\(first):refs/heads/main", ":refs/heads/main"] {
        let push = try await world.shell.run(
          "git", ["push", world.clone, refspec], in: world.work)
        #expect(push.status != 0)
      }
      let rewind = try await world.call(
        .patch, "/git/refs/heads/main", ["sha": .string(first), "force": true])
      #expect(rewind.status == 422)
      #expect(try await world.call(.delete, "/git/refs/heads/main").status == 422)
      let main = try await world.call(.get, "/git/ref/heads/main").json
      #expect(main[path: "object.sha"] == .string(second))
      // Other branches are their owners' to force.
      try await world.shell.git(
        "push", "--quiet", world.clone, "+\(first):refs/heads/next", in: world.work)
    }
  }

  @Test("the forge's own references are not pushed to", arguments: ["forge/state", "pull/7/head"])
  func hidden(name: String) async throws {
    try await ForgeWorld.run { world async throws in
      let push = try await world.shell.run(
        "git", ["push", world.clone, "main:refs/\(name)"], in: world.work)
      #expect(push.status != 0)
      let sha = try await world.shell.git("rev-parse", "main", in: world.work)
      let body: JSONValue = ["ref": .string("refs/\(name)"), "sha": .string(sha)]
      #expect(try await world.call(.post, "/git/refs", body).status == 422)
    }
  }

  @Test("the repository's hooks run and their words reach the pusher")
  func hooks() async throws {
    try await ForgeWorld.run { world async throws in
      let hook = world.forge.repository.appending(path: "hooks/pre-receive")
      try Data("#!/bin/sh\necho no bad pins here >&2\nexit 1\n".utf8).write(to: hook)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
      let push = try await world.shell.run(
        "git", ["push", world.clone, "main:other"], in: world.work)
      #expect(push.status != 0)
      #expect(push.complaint.contains("no bad pins here"))
    }
  }

  @Test("files of the repository's folder are not handed out")
  func dumb() async throws {
    try await ForgeWorld.run { world async throws in
      for path in ["HEAD", "config", "objects/info/packs", "info/refs", "../forge.git/config"] {
        let reply = try await world.send(.get, "\(world.clone)/\(path)")
        #expect(reply.status == 404, "\(path)")
      }
    }
  }

  @Test("with a token, git is asked for it and then let in")
  func token() async throws {
    try await ForgeWorld.run(token: "s3cret") { world async throws in
      let refused = try await world.shell.run("git", ["ls-remote", world.clone], in: world.work)
      #expect(refused.status != 0)
      let named = world.clone.replacingOccurrences(of: "http://", with: "http://x:s3cret@")
      try await world.shell.git("ls-remote", named, in: world.work)
    }
  }

  @Test("references are made, moved and deleted by compare-and-swap")
  func references() async throws {
    try await ForgeWorld.run { world async throws in
      let first = try await world.shell.git("rev-parse", "main", in: world.work)
      let second = try await world.push(branch: "next", text: "next\n")
      let create: JSONValue = ["ref": "refs/heads/x", "sha": .string(first)]
      #expect(try await world.call(.post, "/git/refs", create).status == 201)
      let again = try await world.call(.post, "/git/refs", create)
      #expect(again.status == 422)
      #expect(try again.json["message"] == "Reference already exists")
      let move: JSONValue = ["sha": .string(second)]
      #expect(try await world.call(.patch, "/git/refs/heads/x", move).status == 200)
      let back = try await world.call(.patch, "/git/refs/heads/x", ["sha": .string(first)])
      #expect(try back.json["message"] == "Update is not a fast forward")
      let matching = try await world.call(.get, "/git/matching-refs/heads/").json
      #expect(
        matching.array?.map { $0["ref"] } == [
          "refs/heads/main", "refs/heads/next", "refs/heads/x",
        ])
      #expect(try await world.call(.delete, "/git/refs/heads/x").status == 204)
      #expect(try await world.call(.get, "/git/ref/heads/x").status == 404)
      #expect(try await world.call(.delete, "/git/refs/heads/x").status == 422)
    }
  }
}
