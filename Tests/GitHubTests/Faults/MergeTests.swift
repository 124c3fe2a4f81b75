import Errors
import HTTP
import JSON
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub

/// A forge that is asked to merge, and what it says.
private struct MergingForge {
  var pull = Shapes.pullRequest()
  var home = Shapes.repository()
  var rules = "[]"
  /// Status and body of the answer to PUT.
  var merge = (200, "{\"merged\": true}")
  var graphQL = "{\"data\": {}}"

  /// What came of it, and what was written.
  func ask(
    isQueued: Bool = false
  ) async throws -> (error: Failure?, writes: [WireServer.Received]) {
    let world = try ForgeWorld()
    let server = try WireServer { [self] request in
      switch (request.method, request.path) {
      case ("GET", let path) where path.hasSuffix("/pulls/7"): .reply(200, pull)
      case ("GET", let path) where path.contains("/rules/"): .reply(200, rules)
      case ("GET", let path) where path.hasSuffix("/o/r"): .reply(200, home)
      case ("PUT", _): .reply(merge.0, merge.1)
      case ("POST", _): .reply(200, graphQL)
      default: .reply(404, "{}")
      }
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in
      try await forge.perform(.mergePullRequest(Samples.merge(isQueued: isQueued)))
    }
    return (error, server.requests.filter { $0.method != "GET" })
  }
}

@Suite("Merges that the platform makes", .timeLimit(.minutes(20)))
struct MergeTests {
  private func body(_ request: WireServer.Received?) throws -> JSONValue {
    try JSONValue(parsing: try #require(request).body)
  }

  @Test("the head, the title and the message of the bump commit are sent")
  func words() async throws {
    let (error, writes) = try await MergingForge().ask()
    #expect(error == nil)
    #expect(writes.map(\.method) == ["PUT"])
    #expect(writes.first?.path.hasSuffix("/pulls/7/merge") == true)
    let sent = try body(writes.first)
    #expect(sent["sha"]?.string == Shapes.commit)
    #expect(sent["merge_method"]?.string == "merge")
    #expect(sent["commit_title"]?.string == "Roll iree (nightly)")
    #expect(sent["commit_message"]?.string == "- iree: a -> b\n")
  }

  @Test(
    "the method is the first that repository and branch allow",
    arguments: [
      ("\"allow_merge_commit\": true", "[]", "merge"),
      ("\"allow_merge_commit\": false", "[]", "squash"),
      ("\"allow_merge_commit\": false, \"allow_squash_merge\": false", "[]", "rebase"),
      ("\"allow_merge_commit\": true", "[{\"type\": \"required_linear_history\"}]", "squash"),
      (
        "\"allow_merge_commit\": true",
        "[{\"type\": \"pull_request\", \"parameters\": {\"allowed_merge_methods\": [\"rebase\"]}}]",
        "rebase"
      ),
    ])
  func method(_ settings: String, _ rules: String, _ expected: String) async throws {
    let forge = MergingForge(home: Shapes.repository(settings), rules: rules)
    let sent = try body(try await forge.ask().writes.first)
    #expect(sent["merge_method"]?.string == expected)
    // A rebase keeps the words of the commits.
    #expect((sent["commit_title"] == nil) == (expected == "rebase"))
  }

  @Test("what is merged, or was asked for already, is done; what changed is looked at again")
  func looked() async throws {
    let waiting = Shapes.pullRequest().replacing(
      "\"auto_merge\": null", with: "\"auto_merge\": {\"merge_method\": \"merge\"}")
    for pull in [Shapes.merged(), waiting] {
      let (error, writes) = try await MergingForge(pull: pull).ask()
      #expect(error == nil)
      #expect(writes.isEmpty)
    }
    let other = Shapes.pullRequest().replacing(
      Shapes.commit, with: String(repeating: "b", count: 40))
    for pull in [Shapes.closed(), other] {
      let (error, writes) = try await MergingForge(pull: pull).ask()
      #expect(error?.kind == .moved)
      #expect(writes.isEmpty)
    }
  }

  @Test(
    "a refusal keeps GitHub's words, and a base that moved is looked at again",
    arguments: [
      (405, "Pull Request is not mergeable", Failure.Kind.rejected),
      (405, "Base branch was modified. Review and try the merge again.", .moved),
      (409, "Head branch was modified. Review and try the merge again.", .moved),
      (403, "Resource not accessible by integration", .rejected),
    ])
  func refusals(_ status: Int, _ words: String, _ kind: Failure.Kind) async throws {
    let (error, writes) = try await MergingForge(merge: (status, Shapes.message(words))).ask()
    #expect(error?.kind == kind)
    #expect(error?.found.contains(words) == true)
    #expect(writes.count == 1)
  }

  private let expected = Shapes.message("Required status check \\\"ci\\\" is expected.")

  @Test("where a required check is missing and the repository allows it, auto-merge waits for it")
  func autoMerge() async throws {
    let (error, writes) = try await MergingForge(merge: (405, expected)).ask()
    #expect(error == nil)
    #expect(writes.map(\.path).last == "/api/graphql")
    let sent = try body(writes.last)
    #expect(sent["query"]?.string?.contains("enablePullRequestAutoMerge") == true)
    let input = sent["variables"]?["input"]
    #expect(input?["pullRequestId"]?.string == "PR_7")
    #expect(input?["expectedHeadOid"]?.string == Shapes.commit)
    #expect(input?["mergeMethod"]?.string == "MERGE")
    #expect(input?["commitHeadline"]?.string == "Roll iree (nightly)")
    #expect(input?["commitBody"]?.string == "- iree: a -> b\n")
  }

  @Test("where the repository does not allow it, the refusal names the check")
  func noAutoMerge() async throws {
    let forge = MergingForge(
      home: Shapes.repository("\"allow_auto_merge\": false"), merge: (405, expected))
    let (error, writes) = try await forge.ask()
    #expect(error.flatMap { BranchRefusal($0.found) }?.checks == ["ci"])
    #expect(writes.map(\.method) == ["PUT"])
  }

  @Test(
    "what GraphQL says against it leaves the refusal, unless it passes or is overtaken",
    arguments: [
      ("UNPROCESSABLE", "Auto merge is not allowed", Failure.Kind.rejected),
      ("UNPROCESSABLE", "Pull request is in clean status", .moved),
      ("RATE_LIMITED", "API rate limit exceeded", .unavailable(afterSeconds: nil)),
    ])
  func graphQL(_ type: String, _ message: String, _ kind: Failure.Kind) async throws {
    let answer = "{\"errors\": [{\"type\": \"\(type)\", \"message\": \"\(message)\"}]}"
    let (error, _) = try await MergingForge(merge: (405, expected), graphQL: answer).ask()
    #expect(error?.kind == kind)
    if kind == .rejected { #expect(error?.found.contains("ci") == true) }
  }

  @Test(
    "every answer of the merge queue that takes the pull request is fine",
    arguments: [(200, "enqueued"), (200, "merged"), (202, "pending"), (409, "pending")])
  func queue(_ status: Int, _ word: String) async throws {
    let forge = MergingForge(merge: (status, "{\"status\": \"\(word)\", \"details\": {}}"))
    let (error, writes) = try await forge.ask(isQueued: true)
    #expect(error == nil)
    #expect(writes.first?.path.hasSuffix("/pulls/7/merge-async") == true)
    let sent = try body(writes.first)
    #expect(sent["sha"]?.string == Shapes.commit)
    #expect(sent["merge_action"]?.string == "merge_queue")
    #expect(sent["commit_title"] == nil)
  }

  @Test(
    "a pull request that cannot be queued is refused, and one whose branch has a queue is queued")
  func queueRefusals() async throws {
    let failed = "{\"status\": \"failed\", \"details\": {\"message\": \"it is closed\"}}"
    let closed = try await MergingForge(merge: (400, failed)).ask(isQueued: true).error
    #expect(closed?.kind == .rejected)
    #expect(closed?.found == "400: it is closed")
    let told = MergingForge(
      merge: (405, Shapes.message("Changes must be made through the merge queue")))
    let writes = try await told.ask().writes
    #expect(writes.map { $0.path.split(separator: "/").last } == ["merge", "merge-async"])
  }

  @Test("this process remembers what is in the queue, for exactly that head")
  func remembered() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      switch (request.method, request.path) {
      case ("PUT", _): .reply(202, "{\"status\": \"pending\", \"details\": {}}")
      case (_, let path) where path.hasSuffix("/pulls/7"): .reply(200, Shapes.pullRequest())
      default: .reply(200, "[\(Shapes.pullRequest(8)),\(Shapes.pullRequest(7))]")
      }
    }
    let forge = try world.forge(at: server.url)
    let read = { try await forge.pullRequests(from: Samples.branch, to: Samples.main) }
    #expect(try await read().map(\.isQueued) == [false, false])
    try await forge.perform(.mergePullRequest(Samples.merge(isQueued: true)))
    #expect(try await read().map(\.isQueued) == [false, true])
  }
}
