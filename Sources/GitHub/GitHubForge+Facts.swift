import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling

extension GitHubForge {
  func readFacts(for schedule: ScheduleName) async throws(ForgeError) -> ForgeFacts {
    let branch = SlotBranch(schedule)
    let main = try await rolledBranch()
    let refs = try await releaseRepository.refs(for: branch, main: main)
    return ForgeFacts(
      history: refs.history, slotBranch: refs.slotBranch,
      pullRequests: try await pullRequests(from: branch, to: main),
      statuses: try await statuses(of: (refs.slotBranch ?? refs.main).revision), tags: refs.tags,
      releases: try await releases())
  }

  /// The newest of each context.
  ///
  /// <https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference>
  func statuses(of commit: Revision) async throws(ForgeError) -> [StatusFacts] {
    let replies = try await rest.list(
      repository + ["commits", "\(commit)", "status"], key: "statuses",
      doing: "reading the statuses of \(commit.abbreviated)")
    return try replies.map { (reply) throws(ForgeError) in
      guard let state = StatusFacts.State(rawValue: try reply.text("state")) else {
        throw reply.malformed("state", expected: "error, failure, pending or success")
      }
      return StatusFacts(
        revision: commit, context: try reply.text("context"), state: state,
        description: try reply.optionalText("description") ?? "")
    }
  }
}
