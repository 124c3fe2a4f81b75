import HTTP
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("Reading what a branch demands", .timeLimit(.minutes(20)))
struct RulesTests {
  private func rules(
    _ answer: @escaping @Sendable (String) -> WireServer.Answer?
  ) async throws -> (rules: BranchRules, paths: [String]) {
    let world = try ForgeWorld()
    let server = try WireServer { answer($0.path) ?? .reply(404, "{}") }
    let found = try await world.forge(at: server.url).rules(of: Samples.main)
    return (found, server.requests.map(\.path))
  }

  @Test("each place adds what it knows, and what may not be read is not known")
  func places() async throws {
    let (found, paths) = try await rules { path in
      switch path {
      case "/api/v3/repos/o/r/rules/branches/main":
        .reply(200, "[\(Shapes.requiredChecks(["ci"]))]")
      case "/api/v3/repos/o/r/branches/main":
        .reply(200, Shapes.branch(contexts: ["ci", "license"]))
      default: .reply(403, Shapes.message("Resource not accessible by integration"))
      }
    }
    #expect(
      found.checks == [RequiredCheck(name: "ci", app: "15368"), RequiredCheck(name: "license")])
    #expect(paths.count == 3)
    #expect(try await rules { _ in nil }.rules == BranchRules())
  }

  @Test("a branch without protection is not asked for it")
  func unprotected() async throws {
    let (_, paths) = try await rules { path in
      path.hasSuffix("/branches/main") && !path.contains("/rules/")
        ? .reply(200, Shapes.branch(isProtected: false)) : nil
    }
    #expect(!paths.contains { $0.hasSuffix("/protection") })
  }

  @Test(
    "a ruleset that we may bypass does not keep us from pushing",
    arguments: [
      ("always", false), ("exempt", false), ("pull_requests_only", true), ("never", true),
    ]
  )
  func bypass(_ word: String, _ isBound: Bool) async throws {
    let (found, _) = try await rules { path in
      if path.hasSuffix("/rulesets/4") {
        return .reply(200, "{\"id\": 4, \"current_user_can_bypass\": \"\(word)\"}")
      }
      return path.contains("/rules/branches/")
        ? .reply(200, "[{\"type\": \"pull_request\", \"ruleset_id\": 4, \"parameters\": {}}]") : nil
    }
    #expect(found.demandsPullRequest == isBound)
  }
}
