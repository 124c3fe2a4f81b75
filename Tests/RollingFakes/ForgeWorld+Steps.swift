import Errors
import ReleaseModel
import RollPlanning
import Rolling

extension ForgeWorld {
  mutating func apply(_ step: RepositoryStep) throws(Failure) {
    switch step {
    case .pushBranch(let branch, let from, let to):
      try move(branch.description, from: from, to: to)
    case .fastForward(let branch, let from, let to):
      try demandChecks(on: to, branch)
      guard ancestors(of: to).contains(from) else { throw refusal(.rejected, "not forwards") }
      try move(branch.description, from: from, to: to)
    case .deleteBranch(let branch, let at): try move(branch.description, from: at, to: nil)
    case .createTag(let draft):
      guard tags["\(draft.tag)"] == nil else { throw refusal(.moved, "the tag is there") }
      tags["\(draft.tag)"] = draft
    }
    noticeMerges()
  }

  mutating func apply(_ step: ForgeStep) throws(Failure) {
    switch step {
    case .openPullRequest(let draft): try open(draft)
    case .editPullRequest(let number, let over, let draft):
      try expect(over, in: number)
      edit(number) {
        $0.title = draft.title
        $0.body = draft.body
      }
    case .closePullRequest(let number, let over, let body):
      // What somebody closed first stays as they left it.
      guard pulls.contains(where: { $0.number == number && $0.state == .open }) else { return }
      try expect(over, in: number)
      edit(number) { $0.body = body }
      close(number, by: "roller")
    case .setStatus(let status):
      statuses.removeAll { $0.context == status.context && $0.revision == status.revision }
      statuses.append(status)
    case .mergePullRequest(let request): try merge(request)
    case .createDraftRelease(let draft): create(draft)
    case .deleteDraftRelease(let id, _): releases.removeAll { $0.id == id && $0.isDraft }
    case .uploadAsset(let release, let asset): try upload(asset, to: release)
    case .deleteAsset(let release, let asset, _): try delete(asset, of: release)
    case .publishRelease(let id, _): publish(id)
    }
    noticeMerges()
  }

  private func expect(_ body: String?, in number: Int) throws(Failure) {
    guard let body, let pull = pulls.first(where: { $0.number == number }) else { return }
    guard pull.body == body else { throw refusal(.moved, "a person edited it") }
  }

  /// As GitHub's branch rules do: `GH006` and a line for each check that is not success.
  private func demandChecks(on commit: Revision, _ branch: BranchName) throws(Failure) {
    if rules.demandsPullRequest || rules.demandsQueue {
      throw refusal(.rejected, "GH006: Changes must be made through a pull request.")
    }
    for check in rules.checks where !isGreen(check, on: commit) {
      throw refusal(
        .rejected,
        "GH006: Protected branch update failed for refs/heads/\(branch)."
          + " Required status check \"\(check.name)\" is expected.")
    }
  }

  private func isGreen(_ check: RequiredCheck, on commit: Revision) -> Bool {
    checkRuns.contains {
      $0.revision == commit && $0.name == check.name && $0.state == .ended("success")
        && (check.app == nil || check.app == $0.app.slug)
    }
      || statuses.contains {
        $0.revision == commit && $0.context == check.name && $0.state == .success
          && (check.app == nil || "\(check.app ?? "")[bot]" == $0.creator)
      }
  }
}

extension ForgeWorld {
  package mutating func move(
    _ branch: String, from: Revision?, to: Revision?
  ) throws(Failure) {
    guard branches[branch] == from else { throw refusal(.moved, "\(branch) is elsewhere") }
    branches[branch] = to
    for index in pulls.indices where pulls[index].state == .open && pulls[index].branch == branch {
      // Deleting the head of an open pull request closes it.
      if let to { pulls[index].head = to } else { close(pulls[index].number, by: nil) }
    }
  }

  package mutating func close(_ number: Int, by: String?) {
    edit(number) { $0.state = .closed }
    let at = now
    edit(number) { $0.closing = PullRequestFacts.Closing(by: by, at: at) }
  }

  /// As GitHub does: a pull request whose head is on its base is merged.
  package mutating func noticeMerges() {
    for index in pulls.indices where pulls[index].state == .open {
      guard let base = branches[pulls[index].base], isOn(pulls[index].head, base) else { continue }
      pulls[index].state = .merged
      pulls[index].mergeCommit = pulls[index].head
      pulls[index].closing = PullRequestFacts.Closing(by: nil, at: now)
    }
  }

  /// Whether `base` holds `commit`, among the last hundred commits of its line and what they merged.
  private func isOn(_ commit: Revision, _ base: Revision) -> Bool {
    var place: Revision? = base
    for _ in 0..<100 {
      guard let revision = place, let entry = commits[revision] else { return false }
      if revision == commit || entry.parents.dropFirst().contains(commit) { return true }
      place = entry.parent
    }
    return false
  }

  private mutating func merge(_ request: MergeRequest) throws(Failure) {
    guard let pull = pulls.first(where: { $0.number == request.number }), pull.state == .open else {
      throw refusal(.moved, "it is not open")
    }
    guard pull.head == request.head else { throw refusal(.moved, "its head moved") }
    for check in rules.checks where !isGreen(check, on: pull.head) {
      throw refusal(.rejected, "405: Required status check \"\(check.name)\" is expected.")
    }
    guard !pull.isDraft, isMergeable(pull) else {
      throw refusal(.rejected, "405: Pull Request is not mergeable")
    }
    if request.isQueued {
      edit(request.number) { $0.isQueued = true }
    } else {
      mergeCommit(of: request.number, title: request.title, message: request.message)
    }
  }

  /// Merges an open pull request as GitHub's button does: a merge commit on the base.
  package mutating func mergeCommit(of number: Int, title: String, message: String) {
    guard let pull = pulls.first(where: { $0.number == number }),
      let base = branches[pull.base], let head = commits[pull.head]
    else { return }
    var files = commits[base]?.files ?? [:]
    let fork = fork(of: pull.head, base).flatMap { commits[$0]?.files } ?? [:]
    for (path, file) in head.files where fork[path] != file { files[path] = file }
    let merge = store(
      Commit(
        parents: [base, pull.head], files: files, message: "\(title)\n\n\(message)",
        date: max(now, commits[base]?.date ?? now), author: "A person"))
    branches[pull.base] = merge
    edit(number) {
      $0.state = .merged
      $0.mergeCommit = merge
      $0.isQueued = false
    }
  }

  private mutating func open(_ draft: PullRequestDraft) throws(Failure) {
    guard !pulls.contains(where: { $0.state == .open && $0.branch == "\(draft.branch)" }) else {
      throw refusal(.moved, "a pull request already exists")
    }
    // Such as after a renaming: https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request
    guard let head = branches["\(draft.branch)"], branches["\(draft.base)"] != nil else {
      throw refusal(.moved, "no such branch")
    }
    pulls.append(
      Pull(
        number: pulls.count + 1, branch: "\(draft.branch)", base: "\(draft.base)", state: .open,
        head: head, opened: now, title: draft.title, body: draft.body))
  }

  package mutating func edit(_ number: Int, _ body: (inout Pull) -> Void) {
    guard let index = pulls.firstIndex(where: { $0.number == number }) else { return }
    body(&pulls[index])
  }
}

extension ForgeWorld {
  private mutating func create(_ draft: ReleaseDraft) {
    releases.append(
      ReleaseFacts(
        id: identifier(), tag: "\(draft.tag)", isDraft: true, body: draft.body, assets: [],
        page: "memory:/releases/\(draft.tag)"))
  }

  private mutating func upload(_ asset: AssetDraft, to release: Int) throws(Failure) {
    guard let found = releases.first(where: { $0.id == release }) else {
      throw refusal(.moved, "the release is gone")
    }
    guard found.isDraft || !found.isImmutable else { throw refusal(.rejected, "it is immutable") }
    // `already_exists`, even when only a broken upload bears the name.
    guard !found.assets.contains(where: { $0.name == asset.name }) else {
      throw refusal(.moved, "another file has this name")
    }
    let facts = AssetFacts(
      id: identifier(), name: asset.name, isUploaded: true, size: asset.size,
      digest: asset.digest)
    edit(release: release) { $0 + [facts] }
  }

  /// A published release keeps its files; what a broken upload left is none.
  private mutating func delete(_ asset: Int, of release: Int) throws(Failure) {
    guard let found = releases.first(where: { $0.id == release }) else {
      throw refusal(.moved, "the release is gone")
    }
    let isFile = found.assets.contains { $0.id == asset && $0.isUploaded }
    guard found.isDraft || !isFile && !found.isImmutable else {
      throw refusal(.moved, "the release is published")
    }
    edit(release: release) { $0.filter { $0.id != asset } }
  }

  package mutating func publish(_ id: Int) {
    guard let index = releases.firstIndex(where: { $0.id == id }) else { return }
    let old = releases[index]
    releases[index] = ReleaseFacts(
      id: id, tag: old.tag, isDraft: false, isImmutable: old.isImmutable, body: old.body,
      assets: old.assets, page: old.page)
  }

  package mutating func edit(release id: Int, _ body: ([AssetFacts]) -> [AssetFacts]) {
    guard let index = releases.firstIndex(where: { $0.id == id }) else { return }
    let old = releases[index]
    releases[index] = ReleaseFacts(
      id: id, tag: old.tag, isDraft: old.isDraft, isImmutable: old.isImmutable, body: old.body,
      assets: body(old.assets), page: old.page)
  }
}

func refusal(_ kind: Failure.Kind, _ found: String) -> Failure {
  Failure(kind, doing: "in memory", found: found, hint: "read the facts again")
}
