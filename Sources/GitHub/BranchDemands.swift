import JSON
import ReleaseModel
import RollPlanning

/// How the platform turns a pull request into a commit of its base.
enum MergeMethod: String, Sendable, CaseIterable {
  /// In the order of our liking: a merge keeps the very commit that was tested, and squash its message.
  case merge, squash, rebase
}

/// What a branch demands before it moves, as far as it can be read; gathered from several places that
/// each know a part.
struct BranchDemands: Sendable, Equatable {
  private var checks: [RequiredCheck] = []
  private(set) var demandsPullRequest = false
  private(set) var demandsQueue = false
  /// The ways to merge that are left.
  private(set) var methods = Set(MergeMethod.allCases)

  /// A check that any app may answer is left out where one of its name must come from one app.
  var rules: BranchRules {
    var seen: Set<RequiredCheck> = []
    let bound = Set(checks.filter { $0.app != nil }.map(\.name))
    return BranchRules(
      checks: checks.filter { check in
        (check.app != nil || !bound.contains(check.name)) && seen.insert(check).inserted
      }, demandsPullRequest: demandsPullRequest, demandsQueue: demandsQueue)
  }

  /// Adds a rule of `rules/branches/BRANCH`; `isBound` is false where we may bypass its ruleset.
  ///
  /// It does not ask who may move the branch: that may be roller itself.
  /// <https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch>
  mutating func add(rule: JSONValue, isBound: Bool) {
    let parameters = rule["parameters"]
    switch rule["type"]?.string {
    case "required_status_checks": addChecks(parameters?["required_status_checks"])
    case "pull_request":
      demandsPullRequest = demandsPullRequest || isBound
      if let allowed = parameters?["allowed_merge_methods"]?.array {
        methods.formIntersection(
          allowed.compactMap { $0.string.flatMap(MergeMethod.init(rawValue:)) })
      }
    case "merge_queue": demandsQueue = demandsQueue || isBound
    case "required_linear_history": methods.remove(.merge)
    default: return
    }
  }

  /// Adds what `branches/BRANCH` or its protection says.
  ///
  /// <https://docs.github.com/en/rest/branches/branch-protection#get-branch-protection>
  mutating func add(protection: JSONValue) {
    addChecks(protection["required_status_checks"]?["checks"])
    let known = Set(checks.map(\.name))
    let contexts = protection["required_status_checks"]?["contexts"]?.array ?? []
    for name in contexts.compactMap(\.string) where !known.contains(name) {
      checks.append(RequiredCheck(name: name))
    }
    if protection["required_pull_request_reviews"]?.object != nil { demandsPullRequest = true }
    if protection["required_linear_history"]?["enabled"]?.bool == true { methods.remove(.merge) }
  }

  private mutating func addChecks(_ list: JSONValue?) {
    for check in list?.array ?? [] {
      guard let name = check["context"]?.string else { continue }
      let app = check["integration_id"]?.integer ?? check["app_id"]?.integer
      // Protection writes -1 for "any app".
      checks.append(RequiredCheck(name: name, app: app.flatMap { $0 < 0 ? nil : "\($0)" }))
    }
  }
}
