import Digest
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  package func facts(for schedule: ScheduleName) async throws(ForgeError) -> ForgeFacts {
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

  /// Newest first, open and closed.
  private func pullRequests(
    from branch: SlotBranch
  ) async throws(ForgeError) -> [PullRequestFacts] {
    let replies = try await rest.list(
      repository + ["pulls"],
      query: [
        ("head", "\(address.owner):\(branch)"), ("base", "main"), ("state", "all"),
        ("sort", "created"), ("direction", "desc"),
      ], doing: "listing the pull requests of \(branch)")
    return try replies.map { (reply) throws(ForgeError) in try PullRequestFacts(reply) }
      .sorted { $0.number > $1.number }
  }

  /// <https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference>
  private func statuses(of commit: Revision) async throws(ForgeError) -> [StatusFacts] {
    let reply = try await rest.get(
      repository + ["commits", "\(commit)", "status"], query: [("per_page", "100")],
      doing: "reading the statuses of \(commit.abbreviated)")
    return try reply.list("statuses").map { (reply) throws(ForgeError) in
      guard let state = StatusFacts.State(rawValue: try reply.text("state")) else {
        throw reply.malformed("state", expected: "error, failure, pending or success")
      }
      return StatusFacts(
        revision: commit, context: try reply.text("context"), state: state,
        description: try reply.optionalText("description") ?? "")
    }
  }

  func releases() async throws(ForgeError) -> [ReleaseFacts] {
    let replies = try await rest.list(repository + ["releases"], doing: "listing the releases")
    return try replies.map { (reply) throws(ForgeError) in try ReleaseFacts(reply) }
      .sorted { $0.id > $1.id }
  }
}

extension PullRequestFacts {
  init(_ reply: Reply) throws(ForgeError) {
    let isMerged = try reply.optionalText("merged_at") != nil
    let isOpen = try reply.text("state") == "open"
    self.init(
      number: try reply.integer("number"), state: isMerged ? .merged : isOpen ? .open : .closed,
      head: try reply.member("head").revision("sha"), title: try reply.text("title"),
      body: try reply.optionalText("body") ?? "", page: try reply.text("html_url"))
  }
}

extension ReleaseFacts {
  init(_ reply: Reply) throws(ForgeError) {
    self.init(
      id: try reply.integer("id"), tag: try reply.text("tag_name"),
      isDraft: try reply.flag("draft"), body: try reply.optionalText("body") ?? "",
      assets: try reply.list("assets").map { (asset) throws(ForgeError) in
        try AssetFacts(asset)
      }, page: try reply.text("html_url"))
  }
}

extension AssetFacts {
  /// `digest` came in 2025; older servers have none.
  init(_ reply: Reply) throws(ForgeError) {
    self.init(
      id: try reply.integer("id"), name: try reply.text("name"),
      isUploaded: try reply.text("state") == "uploaded",
      size: Int64(try reply.integer("size")),
      digest: try reply.optionalText("digest").flatMap(SHA256Digest.init(_:)))
  }
}
