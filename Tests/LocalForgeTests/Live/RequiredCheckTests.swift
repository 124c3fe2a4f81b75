import Foundation
import HTTP
import JSON
import Testing

@testable import LocalForge

@Suite("Required checks", .timeLimit(.minutes(20)))
struct RequiredCheckTests {
  private func require(_ checks: String..., in world: ForgeWorld) async throws {
    for check in checks {
      try await world.shell.git(
        "config", "--add", RequiredCheck.setting, check, in: world.forge.repository.path)
    }
  }

  private func say(_ state: String, of sha: String, in world: ForgeWorld) async throws {
    let reply = try await world.call(
      .post, "/statuses/\(sha)", ["state": .string(state), "context": "check"])
    #expect(reply.status == 201)
  }

  private func push(_ branch: String, in world: ForgeWorld) async throws -> Shell.Outcome {
    try await world.shell.run("git", ["push", world.clone, "\(branch):main"], in: world.work)
  }

  @Test("a push is refused in GitHub's words until the newest status is success")
  func byPush() async throws {
    try await ForgeWorld.run { world async throws in
      try await require("check", in: world)
      let sha = try await world.push(branch: "roll/nightly", text: "four\n")
      let words: [(state: String?, said: String)] = [
        (nil, "is expected."), ("pending", "is pending."), ("failure", "is failing."),
      ]
      for (state, said) in words {
        if let state { try await say(state, of: sha, in: world) }
        let refused = try await push("roll/nightly", in: world)
        #expect(refused.status != 0)
        let head = "remote: error: GH006: Protected branch update failed for refs/heads/main."
        #expect(refused.complaint.contains(head))
        #expect(
          refused.complaint.contains("remote: error: Required status check \"check\" \(said)"))
      }
      try await say("success", of: sha, in: world)
      #expect(try await push("roll/nightly", in: world).status == 0)
    }
  }

  @Test("a merge and a move by REST are refused as the push is, and then go through")
  func byREST() async throws {
    try await ForgeWorld.run { world async throws in
      try await require("check", in: world)
      let sha = try #require(try await world.open()[path: "head.sha"]?.string)
      let said = "Required status check \"check\" is expected."
      let merge = try await world.call(.put, "/pulls/1/merge", ["merge_method": "rebase"])
      #expect(merge.status == 405)
      #expect(try merge.json["message"] == .string(said))
      let move = try await world.call(.patch, "/git/refs/heads/main", ["sha": .string(sha)])
      #expect(move.status == 422)
      #expect(try move.json["message"] == .string(said))
      #expect(try await world.call(.get, "/pulls/1").json["mergeable_state"] == "blocked")
      try await say("success", of: sha, in: world)
      #expect(try await world.call(.get, "/pulls/1").json["mergeable_state"] == "clean")
      let merged = try await world.call(.put, "/pulls/1/merge", ["merge_method": "rebase"])
      #expect(merged.status == 200)
    }
  }

  @Test("other branches demand nothing, and main still goes forward only")
  func others() async throws {
    try await ForgeWorld.run { world async throws in
      let first = try await world.shell.git("rev-parse", "main", in: world.work)
      let sha = try await world.push(branch: "next", text: "next\n")
      try await require("check", in: world)
      try await world.shell.git("push", "--quiet", world.clone, "next:other", in: world.work)
      try await say("success", of: sha, in: world)
      try await say("success", of: first, in: world)
      #expect(try await push("next", in: world).status == 0)
      #expect(try await push("+\(first)", in: world).complaint.contains("only fast-forwarded"))
    }
  }

  @Test("a check of one app is passed by that app's run only")
  func byApp() async throws {
    try await ForgeWorld.run { world async throws in
      try await require("check:github-actions", in: world)
      let sha = try await world.push(branch: "next", text: "next\n")
      try await say("success", of: sha, in: world)
      try await run("success", of: "local", on: sha, in: world)
      let refused = try await push("next", in: world)
      #expect(refused.complaint.contains("Required status check \"check\" is expected."))
      let id = try await run(nil, of: "github-actions", on: sha, in: world)
      #expect(try await push("next", in: world).complaint.contains("is pending."))
      let done = try await world.call(.patch, "/check-runs/\(id)", ["conclusion": "success"])
      #expect(try done.json["status"] == "completed")
      #expect(try await push("next", in: world).status == 0)
      let runs = try await world.call(.get, "/commits/\(sha)/check-runs?check_name=check").json
      #expect(runs["total_count"] == 2)
      #expect(runs[path: "check_runs.0.app.slug"] == "github-actions")
      #expect(runs[path: "check_runs.0.app.id"] == 15_368)
    }
  }

  @discardableResult
  private func run(
    _ conclusion: String?, of app: String, on sha: String, in world: ForgeWorld
  ) async throws -> Int {
    var body = JSONObject(of: [
      ("name", "check"), ("head_sha", .string(sha)), ("app", ["slug": .string(app)]),
    ])
    if let conclusion { body["conclusion"] = .string(conclusion) }
    let reply = try await world.call(.post, "/check-runs", .object(body))
    #expect(reply.status == 201, "\(reply.text)")
    return Int(try #require(try reply.json["id"]?.integer))
  }

  @Test("several are counted together, by a push and by a merge alike")
  func several() async throws {
    try await ForgeWorld.run { world async throws in
      try await require("check", "lint", "docs", in: world)
      let sha = try #require(try await world.open()[path: "head.sha"]?.string)
      var said = "3 of 3 required status checks are expected."
      #expect(try await push("roll/nightly", in: world).complaint.contains(said))
      #expect(
        try await world.call(.put, "/pulls/1/merge", [:]).json["message"] == .string(said))
      try await say("failure", of: sha, in: world)
      said = "3 of 3 required status checks have not succeeded: failing and expected."
      #expect(try await push("roll/nightly", in: world).complaint.contains(said))
      #expect(
        try await world.call(.put, "/pulls/1/merge", [:]).json["message"] == .string(said))
    }
  }

  @Test("rules, branch and protection tell what is demanded, in GitHub's shapes")
  func told() async throws {
    try await ForgeWorld.run { world async throws in
      #expect(try await world.call(.get, "/rules/branches/main").json.array?.count == 2)
      try await require("check", "build: all", "check:github-actions", in: world)
      let rules = try await world.call(.get, "/rules/branches/main").json
      #expect(rules[path: "2.type"] == "required_status_checks")
      let checks = rules[path: "2.parameters.required_status_checks"]
      #expect(
        checks == [
          ["context": "check"], ["context": "build: all"],
          ["context": "check", "integration_id": 15_368],
        ])
      let branch = try await world.call(.get, "/branches/main").json
      #expect(
        branch[path: "protection.required_status_checks.contexts"]
          == ["check", "build: all", "check"])
      #expect(
        branch[path: "protection.required_status_checks.checks.2"]
          == ["context": "check", "app_id": 15_368])
      let whole = try await world.call(.get, "/branches/main/protection").json
      #expect(whole[path: "allow_force_pushes.enabled"] == false)
      #expect(whole[path: "required_status_checks.strict"] == false)
      try await world.push(branch: "next", text: "next\n")
      #expect(try await world.call(.get, "/branches/next/protection").status == 404)
    }
  }
}

@Suite("Who closed a pull request", .timeLimit(.minutes(20)))
struct ClosingTests {
  @Test("a person's click is theirs until it is reopened")
  func byClick() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      #expect(try await world.call(.get, "/issues/1").json["closed_by"] == .null)
      _ = try await world.call(.patch, "/pulls/1", ["state": "closed"])
      let closed = try await world.call(.get, "/issues/1").json
      #expect(closed[path: "closed_by.login"] == "openxla")
      #expect(closed["closed_at"] == "2026-03-13T19:30:00Z")
      _ = try await world.call(.patch, "/pulls/1", ["state": "open"])
      let open = try await world.call(.get, "/issues/1").json
      #expect(open["closed_by"] == .null)
      #expect(open["closed_at"] == .null)
    }
  }

  @Test("who deletes its branch by REST closed it; of a push it is not known")
  func byDeletion() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      #expect(try await world.call(.delete, "/git/refs/heads/roll/nightly").status == 204)
      #expect(
        try await world.call(.get, "/issues/1").json[path: "closed_by.login"] == "openxla")
      _ = try await world.open(branch: "other", text: "five\n")
      try await world.shell.git("push", "--quiet", world.clone, ":other", in: world.work)
      let second = try await world.call(.get, "/issues/2").json
      #expect(second["state"] == "closed")
      #expect(second["closed_by"] == .null)
    }
  }

  @Test("a merge is its merger's, on the pull request and on the issue")
  func byMerge() async throws {
    try await ForgeWorld.run { world async throws in
      _ = try await world.open()
      #expect(try await world.call(.put, "/pulls/1/merge", [:]).status == 200)
      let pull = try await world.call(.get, "/pulls/1").json
      #expect(pull[path: "merged_by.login"] == "openxla")
      #expect(
        try await world.call(.get, "/issues/1").json[path: "closed_by.login"] == "openxla")
    }
  }
}
