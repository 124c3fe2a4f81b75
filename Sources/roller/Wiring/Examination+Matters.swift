import CommandLineTool
import Containers
import Desk
import Errors
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

extension Examination {
  /// What is unfinished on the forge and waits for somebody: the same as `roller status` says.
  func matters(on host: Host) async throws(Failure) -> [Diagnosis] {
    let now = clock.now()
    return try await ForgeStatus(host, schedule: nil, now: now).matters.map { matter in
      let age = matter.age(at: now).map { " (for \($0))" } ?? ""
      return Diagnosis(
        safe(matter.name), .poor, found: safe(matter.found) + age, remedy: safe(matter.remedy))
    }
  }

  /// What a pull request that a workflow's own token makes waits for; nil outside of GitHub's Actions.
  ///
  /// <https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication#using-the-github_token-in-a-workflow>
  var workflowToken: Diagnosis? {
    guard options.forge != "local", surroundings.environment["GITHUB_ACTIONS"] == "true" else {
      return nil
    }
    return Diagnosis(
      "pull requests", .poor,
      found: "with the workflow's own token, the checks of a pull request wait until a person"
        + " approves them",
      remedy: "dispatch the checks on the slot branch, as .github/workflows/roll.yml does, or give"
        + " roller the token of an App")
  }

  private func safe(_ text: String) -> String { UntrustedText(text).terminal(limit: 400) }
}
