import Foundation
import Git
import JSON

/// Merging a pull request by a click rather than by a push.
let mergeRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/pulls/{number}/merge", showMerged),
  Route("PUT /repos/{owner}/{repo}/pulls/{number}/merge", mergePull),
]

@Sendable private func showMerged(_ call: Call, _ forge: Forge) async throws -> Reply {
  let pull = try await forge.state().pull(try call.number("number"))
  guard pull.merge != nil else { throw Refusal.notFound }
  return .noContent
}

/// <https://docs.github.com/rest/pulls/pulls#merge-a-pull-request>
@Sendable private func mergePull(_ call: Call, _ forge: Forge) async throws -> Reply {
  let wish = try MergeWish(try call.fields())
  let number = try call.number("number")
  let pull = try await forge.state().pull(number)
  try wish.check(pull)
  guard let merged = try await forge.mergedTree(of: pull) else { throw notMergeable }
  let unmet = try await forge.unmetChecks(of: pull)
  let now = forge.now
  let owner = forge.identity.owner
  let commit = try await forge.change("Merge pull request \(number)") { draft, repository in
    var pull = try draft.state.pull(number)
    try wish.check(pull)
    if let unmet { throw Refusal(405, unmet) }
    guard try repository.tip(of: pull.base.branch) == merged.base else { throw baseModified }
    let signature = Signature(name: owner, email: "\(owner)@localhost", seconds: now.seconds)
    let commit = try wish.write(pull, merged, signature, in: repository)
    pull.stage = .merged(PullRequest.Merge(time: now, commit: commit, by: owner))
    pull.updated = now
    draft.state.put(pull)
    draft.references.append(
      .move(try ReferenceName(branch: pull.base.branch), from: merged.base, to: commit))
    return commit
  }
  return .ok([
    "sha": commit.json, "merged": true, "message": "Pull Request successfully merged",
  ])
}

/// How a client wants a pull request merged.
private struct MergeWish: Sendable {
  enum Method: String, Sendable, CaseIterable { case merge, squash, rebase }

  let method: Method
  /// The head that the client looked at; nil when any will do.
  let head: String?
  let title: String?
  let message: String?

  init(_ fields: Fields) throws(Refusal) {
    method = try fields.word("merge_method", Method.self) ?? .merge
    head = try fields.text("sha")
    title = try fields.text("commit_title")
    message = try fields.text("commit_message")
  }

  func check(_ pull: PullRequest) throws(Refusal) {
    guard pull.isOpen else { throw notMergeable }
    guard !pull.isDraft else { throw Refusal(405, "Pull Request is still a draft") }
    guard head == nil || head == pull.head.commit.hexadecimal else {
      throw Refusal(409, "Head branch was modified. Review and try the merge again.")
    }
  }

  /// The commit that the base branch moves to.
  func write(
    _ pull: PullRequest, _ merged: MergedTree, _ signature: Signature,
    in repository: borrowing OpenRepository
  ) throws -> ObjectID {
    let parents: [ObjectID]
    let subject: String
    let standard: String
    switch method {
    case .rebase:
      // GitHub would write new commits even where none are needed; here a tested commit stays itself.
      guard merged.isForward else { throw Refusal(405, "This branch can't be rebased") }
      return pull.head.commit
    case .merge:
      parents = [merged.base, pull.head.commit]
      subject = "Merge pull request #\(pull.number) from \(pull.author)/\(pull.head.branch)"
      standard = pull.title
    case .squash:
      parents = [merged.base]
      let words = try squashed(pull, onto: merged.base, in: repository)
      subject = "\(words.subject) (#\(pull.number))"
      standard = words.body
    }
    let body = message ?? standard
    let text = (title ?? subject) + (body.isEmpty ? "" : "\n\n" + body)
    return try repository.write(
      CommitDraft(tree: merged.tree, parents: parents, signature: signature, message: text))
  }

  /// What a squash says by default: the one commit's own message, or the pull request's title and the
  /// messages of its commits, the oldest first
  /// (<https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#merge-message-for-a-squash-merge>).
  private func squashed(
    _ pull: PullRequest, onto base: ObjectID, in repository: borrowing OpenRepository
  ) throws -> (subject: String, body: String) {
    let head = try repository.commit(pull.head.commit)
    guard head.parents.count == 1, try repository.isAncestor(head.parents[0], of: base) else {
      let line = try repository.firstParents(of: head.id, excluding: base, limit: 250)
      let messages = try line.reversed().map { commit in
        "* " + (try repository.commit(commit.id).message).trimmingCharacters(in: .newlines)
      }
      return (pull.title, messages.joined(separator: "\n\n"))
    }
    let subject = head.message.prefix { $0 != "\n" }
    let rest = head.message.dropFirst(subject.count)
    return (String(subject), rest.trimmingCharacters(in: .newlines))
  }
}

private let notMergeable = Refusal(405, "Pull Request is not mergeable")
private let baseModified = Refusal(
  405, "Base branch was modified. Review and try the merge again.")
