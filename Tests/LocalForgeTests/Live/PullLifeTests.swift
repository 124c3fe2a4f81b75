import Foundation
import HTTP
import JSON
import Testing

@testable import LocalForge

@Suite("A pull request's life", .timeLimit(.minutes(20)))
struct PullLifeTests {
  @Test("opened by REST, merged by a push to the base, as a night does")
  func mergedByPush() async throws {
    try await ForgeWorld.run { world async throws in
      let pull = try await world.open()
      #expect(pull["number"] == 1)
      #expect(pull["mergeable_state"] == "clean")
      #expect(pull[path: "head.label"] == "openxla:roll/nightly")
      let sha = try #require(pull[path: "head.sha"]?.string)
      let kept = try await world.shell.git(
        "rev-parse", "refs/pull/1/head", in: world.forge.repository.path)
      #expect(kept == sha)

      try await world.shell.git(
        "push", "--quiet", world.clone, "roll/nightly:main", in: world.work)
      let merged = try await world.call(.get, "/pulls/1").json
      #expect(merged["merged"] == true)
      #expect(merged["state"] == "closed")
      #expect(merged["merged_at"] == "2026-03-13T19:30:00Z")
      #expect(merged[path: "merged_by.login"] == "openxla")
      #expect(merged["merge_commit_sha"] == .string(sha))
      #expect(try await world.call(.get, "/pulls/1/merge").status == 204)
    }
  }

  @Test("there is one pull request for a head and base, and none without commits")
  func refusals() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      let body: JSONValue = ["title": "Again", "head": "openxla:roll/nightly", "base": "main"]
      let again = try await world.call(.post, "/pulls", body)
      #expect(again.status == 422)
      let message = "A pull request already exists for openxla:roll/nightly."
      #expect(try again.json[path: "errors.0.message"] == .string(message))

      try await world.shell.git("push", "--quiet", world.clone, "main:same", in: world.work)
      let same = try await world.call(
        .post, "/pulls", ["title": "t", "head": "same", "base": "main"])
      #expect(
        try same.json[path: "errors.0.message"] == "No commits between main and same")
      let missing = try await world.call(
        .post, "/pulls", ["title": "t", "head": "none", "base": "main"])
      #expect(try missing.json[path: "errors.0.field"] == "head")
      #expect(try await world.call(.post, "/pulls", ["title": "t"]).status == 422)
      #expect(try await world.call(.get, "/pulls/9").status == 404)
    }
  }

  @Test("a push to the head moves the pull request; its statuses stay with their commits")
  func headMoves() async throws {
    try await ForgeWorld.run { world async throws in
      let first = try #require(try await world.open()[path: "head.sha"]?.string)
      let status: JSONValue = ["state": "success", "context": "linux-x86_64"]
      #expect(try await world.call(.post, "/statuses/\(first)", status).status == 201)
      let second = try await world.push(branch: "roll/nightly", text: "five\n")
      let pull = try await world.call(.get, "/pulls/1").json
      #expect(pull[path: "head.sha"] == .string(second))
      #expect(pull["commits"] == 1)
      let old = try await world.call(.get, "/commits/\(first)/status").json
      #expect(old["state"] == "success")
      let new = try await world.call(.get, "/commits/roll/nightly/status").json
      #expect(new["state"] == "pending")
      #expect(new["total_count"] == 0)
    }
  }

  @Test("a head rewound to its base, or deleted, closes it; its last commit stays")
  func closes() async throws {
    try await ForgeWorld.run { world async throws in
      let sha = try #require(try await world.open()[path: "head.sha"]?.string)
      let gone = try await world.call(.delete, "/git/refs/heads/roll/nightly")
      #expect(gone.status == 204)
      let closed = try await world.call(.get, "/pulls/1").json
      #expect(closed["state"] == "closed")
      #expect(closed["merged"] == false)
      #expect(closed[path: "head.sha"] == .string(sha))
      let reopened = try await world.call(.patch, "/pulls/1", ["state": "open"])
      #expect(reopened.status == 422)
      try await world.shell.git(
        "push", "--quiet", world.clone, "roll/nightly", in: world.work)
      #expect(try await world.call(.patch, "/pulls/1", ["state": "open"]).status == 200)
    }
  }

  @Test("merging by a click guards the head and makes GitHub's merge commit")
  func merge() async throws {
    try await ForgeWorld.run { world async throws in
      let pull = try await world.open()
      let other = String(repeating: "a", count: 40)
      let stale = try await world.call(.put, "/pulls/1/merge", ["sha": .string(other)])
      #expect(stale.status == 409)
      let sha = try #require(pull[path: "head.sha"])
      let done = try await world.call(
        .put, "/pulls/1/merge", ["sha": sha, "commit_title": "T", "commit_message": "M"])
      #expect(done.status == 200)
      #expect(try done.json["merged"] == true)
      let main = try await world.call(.get, "/commits/main").json
      #expect(try main["sha"] == done.json["sha"])
      #expect(main[path: "commit.message"] == "T\n\nM")
      #expect(main["parents"]?.array?.count == 2)
      #expect(try await world.call(.put, "/pulls/1/merge").status == 405)
      let again = try await world.call(.get, "/pulls/1").json
      #expect(again["merged"] == true)
    }
  }

  @Test("rebase fast-forwards, squash makes one commit, a conflict is not mergeable")
  func methods() async throws {
    try await ForgeWorld.run { world async throws in
      let sha = try #require(try await world.open()[path: "head.sha"])
      let forward = try await world.call(.put, "/pulls/1/merge", ["merge_method": "rebase"])
      #expect(try forward.json["sha"] == sha)

      try await world.open(branch: "clash", text: "other\n", expecting: "dirty", number: 2)
      #expect(try await world.call(.put, "/pulls/2/merge").status == 405)
      #expect(
        try await world.call(.put, "/pulls/2/merge", ["merge_method": "no"]).status == 422)
    }
  }

  @Test("lists are filtered, ordered and paged by links")
  func lists() async throws {
    try await ForgeWorld.run { world async throws in
      for name in ["a", "b", "c"] { _ = try await world.open(branch: name, text: name) }
      _ = try await world.call(.patch, "/pulls/1", ["state": "closed"])
      let numbers = { (query: String) async throws -> [JSONValue?] in
        try await world.call(.get, "/pulls?\(query)").json.array?.map { $0["number"] } ?? []
      }
      #expect(try await numbers("") == [3, 2])
      #expect(try await numbers("state=all&direction=asc") == [1, 2, 3])
      #expect(try await numbers("state=all&head=openxla:a") == [1])
      #expect(try await numbers("base=other") == [])
      let page = try await world.call(.get, "/pulls?state=all&per_page=2")
      let link = try #require(page.headers["Link"])
      let next = try #require(link.split(separator: ">").first?.dropFirst())
      let rest = try await world.send(.get, String(next)).json
      #expect(rest.array?.map { $0["number"] } == [1])
      #expect(try await world.call(.get, "/pulls?state=no").status == 422)
    }
  }

  @Test("comments and labels are written, changed and taken away")
  func conversation() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      let comment = try await world.call(.post, "/issues/1/comments", ["body": "hi"]).json
      let id = try #require(comment["id"]?.integer)
      let edited = try await world.call(.patch, "/issues/comments/\(id)", ["body": "ho"]).json
      #expect(edited["body"] == "ho")
      #expect(try await world.call(.post, "/issues/1/comments", ["body": ""]).status == 422)
      #expect(try await world.call(.post, "/issues/2/comments", ["body": "x"]).status == 404)
      #expect(try await world.call(.get, "/issues/1/comments").json.array?.count == 1)

      let labels: JSONValue = ["labels": ["roll", "nightly"]]
      #expect(try await world.call(.post, "/issues/1/labels", labels).json.array?.count == 2)
      #expect(try await world.call(.post, "/issues/1/labels", labels).json.array?.count == 2)
      let left = try await world.call(.delete, "/issues/1/labels/Roll")
      #expect(try left.json.array?.map { $0["name"] } == ["nightly"])
      #expect(try await world.call(.delete, "/issues/1/labels/roll").status == 404)
      let known: JSONValue = ["name": "Roll", "color": "ff0000"]
      #expect(try await world.call(.post, "/labels", known).status == 422)
      #expect(try await world.call(.get, "/pulls/1").json[path: "labels.0.name"] == "nightly")
    }
  }
}

extension ForgeWorld {
  /// Opens a pull request from the first commit and looks at what GitHub calls its state.
  fileprivate func open(
    branch: String, text: String, expecting state: String, number: Int
  ) async throws {
    let root = try await shell.git("rev-list", "--max-parents=0", "main", in: work)
    try await push(branch: branch, text: text, from: root)
    let body: JSONValue = ["title": "t", "head": .string(branch), "base": "main"]
    let pull = try await call(.post, "/pulls", body).json
    #expect(pull["number"] == .integer(Int64(number)))
    #expect(pull["mergeable_state"] == .string(state))
  }
}
