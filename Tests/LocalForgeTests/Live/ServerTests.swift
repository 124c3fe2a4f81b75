import Errors
import Foundation
import HTTP
import JSON
import TestKit
import Testing

@testable import LocalForge

@Suite("The server", .timeLimit(.minutes(20)))
struct ServerTests {
  @Test("fifty at once: every pull request once, every label kept")
  func crowd() async throws {
    try await ForgeWorld.run { world async throws in
      for number in 0..<10 { try await world.push(branch: "b\(number)", text: "\(number)\n") }
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<50 {
          group.addTask {
            let body: JSONValue = [
              "title": "t", "head": .string("b\(number % 10)"), "base": "main",
            ]
            return try await world.call(.post, "/pulls", body).status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == 201 }.count == 10)
      #expect(statuses.filter { $0 == 422 }.count == 40)
      let pulls = try await world.call(.get, "/pulls?per_page=100").json.array ?? []
      #expect(Set(pulls.compactMap { $0[path: "head.ref"]?.string }).count == 10)
      #expect(Set(pulls.compactMap { $0["number"]?.integer }) == Set(1...10))

      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask {
            let labels: JSONValue = ["labels": [.string("label \(number)")]]
            let reply = try await world.call(.post, "/issues/1/labels", labels)
            #expect(reply.status == 200)
          }
        }
        try await group.waitForAll()
      }
      let labels = try await world.call(.get, "/issues/1/labels?per_page=100").json
      #expect(labels.array?.count == 50)
    }
  }

  @Test("two servers on one repository lose nothing to each other")
  func twoServers() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      try await ForgeWorld.serve(world.forge, in: world.folder) { other async throws in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<20 {
            group.addTask {
              let side = number.isMultiple(of: 2) ? world : other
              let body: JSONValue = ["body": .string("comment \(number)")]
              let reply = try await side.call(.post, "/issues/1/comments", body)
              #expect(reply.status == 201, "\(reply.text)")
            }
          }
          try await group.waitForAll()
        }
        for side in [world, other] {
          let comments = try await side.call(.get, "/issues/1/comments?per_page=100").json.array
          #expect(comments?.count == 20)
          #expect(Set(comments?.compactMap { $0["id"]?.integer } ?? []).count == 20)
        }
      }
    }
  }

  @Test("a new server, and a copy of the folder, serve the same")
  func copies() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      _ = try await world.call(.post, "/issues/1/comments", ["body": "kept"])
      let release = try await world.call(.post, "/releases", ["tag_name": "v1"]).json
      let template = try #require(release["upload_url"]?.string).prefix { $0 != "{" }
      _ = try await world.send(.post, "\(template)?name=f", body: .bytes([7, 8]))
      let paths = ["/pulls/1", "/issues/1/comments", "/releases"]
      var before: [String] = []
      for path in paths { before.append(try await world.call(.get, path).text) }
      let copy = world.folder.url.appending(path: "copy.git")
      try FileManager.default.copyItem(at: world.forge.repository, to: copy)
      let again = try await LocalForge.create(
        at: copy, from: URL(fileURLWithPath: "/nonexistent"), owner: "openxla",
        name: "compiler-release", environment: ForgeWorld.environment)
      try await ForgeWorld.serve(again, in: world.folder) { other async throws in
        for (path, text) in zip(paths, before) {
          let moved = text.replacingOccurrences(
            of: world.address.absoluteString, with: other.address.absoluteString)
          #expect(try await other.call(.get, path).text == moved)
        }
        let address = try await other.call(.get, "/releases").json[
          path: "0.assets.0.browser_download_url"]
        #expect(try await other.send(.get, try #require(address?.string)).body == [7, 8])
      }
    }
  }

  @Test("every reply has GitHub's headers; what is unchanged is not sent again")
  func headers() async throws {
    try await ForgeWorld.run { world async throws in
      let first = try await world.call(.get, "", headers: [("X-GitHub-Api-Version", "2026-03-10")])
      #expect(first.status == 200)
      #expect(first.headers["X-GitHub-Request-Id"] != nil)
      #expect(first.headers["X-RateLimit-Remaining"] == "5000")
      #expect(first.headers["Date"] == "Fri, 13 Mar 2026 19:30:00 GMT")
      let tag = try #require(first.headers["ETag"])
      let second = try await world.call(.get, "", headers: [("If-None-Match", tag)])
      #expect(second.status == 304)
      #expect(second.body.isEmpty)
      let old = try await world.call(.get, "", headers: [("X-GitHub-Api-Version", "1999-01-01")])
      #expect(old.status == 400)
    }
  }

  @Test("the newer API leaves merge_commit_sha away, the older keeps it")
  func versions() async throws {
    try await ForgeWorld.run { world async throws in
      #expect(try await world.open()["merge_commit_sha"] == .null)
      let newer = try await world.call(
        .get, "/pulls/1", headers: [("X-GitHub-Api-Version", "2026-03-10")])
      #expect(try newer.json["merge_commit_sha"] == nil)
    }
  }

  @Test("with and without the enterprise prefix, addresses stay in their world")
  func prefixes() async throws {
    try await ForgeWorld.run { world async throws in
      let plain = try await world.call(.get, "").json
      #expect(plain["url"] == .string("\(world.address)/repos/openxla/compiler-release"))
      let path = "/api/v3/repos/OpenXLA/Compiler-Release"
      let enterprise = try await world.send(.get, path).json
      #expect(
        enterprise["url"] == .string("\(world.address)/api/v3/repos/openxla/compiler-release"))
      #expect(try await world.send(.get, "/repos/openxla/other").status == 404)
    }
  }

  @Test("bad requests get answers, not silence, and the connection goes on")
  func badRequests() async throws {
    try await ForgeWorld.run(token: "s3cret") { world async throws in
      let broken = try await world.send(
        .post, "/repos/openxla/compiler-release/pulls", body: .bytes(Array("{".utf8)))
      #expect(broken.status == 400)
      #expect(try broken.json["message"] == "Problems parsing JSON")
      let wrong = try await world.call(
        .get, "", headers: [("Authorization", "nonsense")])
      #expect(wrong.status == 401)
      #expect(try wrong.json["message"] == "Bad credentials")
      let foreign = try await world.call(.get, "", headers: [("Host", "example.com")])
      #expect(foreign.status == 403)
      #expect(try await world.call(.get, "").status == 200)
    }
  }

  @Test("a page shows what people wrote as text, never as markup")
  func pages() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      let hostile = "<script>alert(1)</script>"
      _ = try await world.call(.patch, "/pulls/1", ["title": .string(hostile)])
      for path in ["/", "/openxla/compiler-release/pull/1", "/openxla/compiler-release/releases"] {
        let page = try await world.send(.get, path)
        #expect(page.status == 200)
        #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(!page.text.contains("<script"))
      }
      let pull = try await world.send(.get, "/openxla/compiler-release/pull/1")
      #expect(pull.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }
  }

  @Test("a folder that is no repository is refused at the start")
  func notARepository() async throws {
    let folder = try TemporaryFolder()
    let forge = LocalForge(repository: folder.url, owner: "o", name: "r")
    let server = LocalForgeServer(forge, configuration: ForgeWorld.configuration())
    await #expect(throws: Failure.self) { try await server.start() }
    await #expect(throws: Failure.self) {
      try await LocalForge.create(
        at: folder.url.appending(path: "new.git"), from: folder.url, owner: "o", name: "r")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("new.git")))
  }

  @Test("a shallow checkout is refused, and a forge made twice stays what it was")
  func founding() async throws {
    try await ForgeWorld.run { world async throws in
      try await world.push(branch: "next", text: "next\n")
      try await world.shell.git("push", "--quiet", world.clone, "next:main", in: world.work)
      let top = world.folder.url
      try await world.shell.git(
        "clone", "--quiet", "--depth=1", world.clone, "thin", in: top.path)
      let error = await #expect(throws: Failure.self) {
        try await LocalForge.create(
          at: top.appending(path: "thin.git"), from: top.appending(path: "thin"), owner: "o",
          name: "r", environment: ForgeWorld.environment)
      }
      #expect(error?.hint.contains("fetch --unshallow") == true)
      let before = try await world.call(.get, "/git/ref/heads/main").text
      let again = try await LocalForge.create(
        at: world.forge.repository, from: URL(fileURLWithPath: world.work), owner: "openxla",
        name: "compiler-release", environment: ForgeWorld.environment)
      #expect(again == world.forge)
      #expect(try await world.call(.get, "/git/ref/heads/main").text == before)
    }
  }

  @Test("a socket of a dead server is taken over, that of a living one is not")
  func sockets() async throws {
    try await ForgeWorld.run { world async throws in
      let path = world.folder.path("forge.sock")
      try Data().write(to: URL(fileURLWithPath: path))
      let first = LocalForgeServer(
        world.forge, on: .unixSocket(path: path), configuration: ForgeWorld.configuration())
      _ = try await first.start()
      let second = LocalForgeServer(
        world.forge, on: .unixSocket(path: path), configuration: ForgeWorld.configuration())
      await #expect(throws: Failure.self) { _ = try await second.start() }
      await first.stop()
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }
}
