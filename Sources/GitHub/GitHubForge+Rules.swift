import Errors
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  /// What `branch` demands, from every place that tells us.
  ///
  /// Anybody may read the rules of rulesets and the summary of a branch; the protection itself is shown
  /// to administrators only. The rest is learnt from the schedule, or from the refusal.
  func demands(of branch: BranchName) async throws(Failure) -> BranchDemands {
    let what = "reading what \(branch) demands"
    var demands = BranchDemands()
    let rules = try await ifReadable { () async throws(Failure) in
      try await rest.list(repository + ["rules", "branches", "\(branch)"], doing: what)
    }
    for rule in (rules ?? []).map(\.value) {
      demands.add(rule: rule, isBound: try await isBound(by: rule, what))
    }
    let place = repository + ["branches", "\(branch)"]
    let summary = try await ifReadable { () async throws(Failure) in
      try await rest.get(place, doing: what).value
    }
    if let told = summary?["protection"] { demands.add(protection: told) }
    guard summary?["protected"]?.bool != false else { return demands }
    let protection = try await ifReadable { () async throws(Failure) in
      try await rest.get(place + ["protection"], doing: what).value
    }
    if let protection { demands.add(protection: protection) }
    return demands
  }

  /// False where this rule keeps others from pushing and not us.
  ///
  /// <https://docs.github.com/en/rest/repos/rules#get-a-repository-ruleset>
  private func isBound(by rule: JSONValue, _ what: String) async throws(Failure) -> Bool {
    guard let kind = rule["type"]?.string, ["pull_request", "merge_queue"].contains(kind),
      let id = rule["ruleset_id"]?.integer
    else { return true }
    let ruleset = try await ifReadable { () async throws(Failure) in
      try await rest.get(repository + ["rulesets", "\(id)"], doing: what).value
    }
    return !["always", "exempt"].contains(ruleset?["current_user_can_bypass"]?.string)
  }
}
