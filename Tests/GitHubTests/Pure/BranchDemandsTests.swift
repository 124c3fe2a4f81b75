import JSON
import ReleaseModel
import RollPlanning
import Testing

@testable import GitHub

@Suite("What a branch demands", .timeLimit(.minutes(20)))
struct BranchDemandsTests {
  private func demands(
    rules: [String] = [], isBound: Bool = true, protections: [String] = []
  ) throws -> BranchDemands {
    var demands = BranchDemands()
    for rule in rules { demands.add(rule: try JSONValue(parsing: rule), isBound: isBound) }
    for text in protections { demands.add(protection: try JSONValue(parsing: text)) }
    return demands
  }

  @Test("a check of rules bears its app by number, and is named once")
  func checks() throws {
    let rules = try demands(
      rules: [
        Shapes.requiredChecks(["ci", "docs"]), Shapes.requiredChecks(["ci"]),
        Shapes.requiredChecks(["lint", "ci"], app: nil),
      ]
    ).rules
    #expect(
      rules.checks == [
        RequiredCheck(name: "ci", app: "15368"), RequiredCheck(name: "docs", app: "15368"),
        RequiredCheck(name: "lint"),
      ])
    #expect(!rules.demandsPullRequest && !rules.demandsQueue)
  }

  @Test("protection names a check by app or by context, and -1 is any app")
  func protection() throws {
    let rules = try demands(
      protections: [
        Shapes.protection(),
        "{\"required_status_checks\": {\"contexts\": [\"lint\", \"old\"]}}",
        "{\"required_status_checks\": null}", "[]",
      ]
    ).rules
    #expect(rules.checks == [RequiredCheck(name: "lint"), RequiredCheck(name: "old")])
  }

  @Test("pull requests and a queue are demanded of those who may not bypass the rule")
  func landing() throws {
    let pull = "{\"type\": \"pull_request\", \"parameters\": {}}"
    let queue = "{\"type\": \"merge_queue\", \"parameters\": {}}"
    let bound = try demands(rules: [pull, queue])
    #expect(bound.rules.demandsPullRequest && bound.rules.demandsQueue)
    #expect(try demands(rules: [pull, queue], isBound: false).rules == BranchRules())
    let reviewed = try demands(protections: ["{\"required_pull_request_reviews\": {}}"])
    #expect(reviewed.rules.demandsPullRequest && !reviewed.rules.demandsQueue)
  }

  @Test("rules that say nothing of landing are passed over")
  func others() throws {
    let rules = ["deletion", "non_fast_forward", "update", "from_the_future"]
    let texts = rules.map { "{\"type\": \"\($0)\"}" } + ["{}", "[]", "7"]
    #expect(try demands(rules: texts) == BranchDemands())
  }
}
