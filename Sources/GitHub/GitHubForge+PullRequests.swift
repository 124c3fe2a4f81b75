import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  /// <https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request>
  func open(_ draft: PullRequestDraft) async throws(ForgeError) {
    try await rest.write(
      .post, repository + ["pulls"],
      [
        "title": .string(draft.title), "body": .string(draft.body),
        "head": .string("\(draft.branch)"), "base": "main", "maintainer_can_modify": true,
      ], doing: "opening the pull request of \(draft.branch)")
  }

  func edit(_ number: Int, _ draft: PullRequestDraft) async throws(ForgeError) {
    try await rest.write(
      .patch, repository + ["pulls", "\(number)"],
      ["title": .string(draft.title), "body": .string(draft.body)],
      doing: "updating pull request #\(number)")
  }

  /// <https://docs.github.com/en/rest/commits/statuses#create-a-commit-status>
  func set(_ status: StatusFacts) async throws(ForgeError) {
    try await rest.write(
      .post, repository + ["statuses", "\(status.revision)"],
      [
        "state": .string(status.state.rawValue), "context": .string(status.context),
        "description": .string(String(status.description.prefix(140))),
      ], doing: "setting the status \(status.context)")
  }
}
