import Git
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  func readFacts(for schedule: ScheduleName) async throws(ForgeError) -> ForgeFacts {
    let branch = SlotBranch(schedule)
    let references = try await mirror.follow(remote)
    guard let main = references.first(where: { $0.name == .main }) else {
      throw ForgeError(
        kind: .refused, doing: "reading \(address.git.redacted)", found: "no branch main",
        hint: "push main first")
    }
    let head = references.first { $0.name.text == branch.ref }
    var slot: CommitFacts?
    if let head { slot = try await mirror.history(of: head.id, limit: 1).first }
    return ForgeFacts(
      history: try await mirror.history(of: main.id), slotBranch: slot,
      pullRequests: try await pullRequests(from: branch),
      statuses: try await statuses(of: (head ?? main).id.revision),
      tags: references.compactMap { reference in
        reference.name.tag.map { TagFacts(name: $0, commit: reference.peeled.revision) }
      }, releases: try await releases())
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
