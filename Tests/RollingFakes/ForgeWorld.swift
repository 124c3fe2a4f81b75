import Digest
import ReleaseModel
import RollPlanning
import Rolling

/// Everything that a forge holds, as a value.
package struct ForgeWorld: Sendable {
  package struct Commit: Sendable, Equatable {
    package var parent: Revision?
    package var files: [String: RepositoryFile]
    package var message: String
    package var date: Timestamp
  }

  package var commits: [Revision: Commit] = [:]
  package var branches: [String: Revision] = [:]
  package var tags: [String: TagDraft] = [:]
  package var pullRequests: [PullRequestFacts] = []
  package var statuses: [StatusFacts] = []
  package var releases: [ReleaseFacts] = []
  package var evidence: [Evidence.Subject: Evidence] = [:]
  package var culprits: [ScheduleName: [RememberedCulprit]] = [:]
  private var nextID = 1

  init(files: [RepositoryFile]) {
    let root = Commit(
      parent: nil, files: Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { $1 }),
      message: "The beginning\n", date: CalendarDate(days: 20_000).start)
    branches["main"] = store(root)
  }

  package var main: Revision { branches["main"]! }

  /// Adds a commit of a person to main.
  package mutating func commitToMain(_ file: RepositoryFile, message: String) {
    var commit = commits[main]!
    commit.parent = main
    commit.files[file.path] = file
    commit.message = message
    branches["main"] = store(commit)
  }

  /// Takes `commit` back as `git revert` does when nothing else touched its files since.
  package mutating func revert(_ commit: Revision, because: String) {
    guard let taken = commits[commit], let parent = taken.parent, let before = commits[parent]
    else { return }
    var next = commits[main]!
    next.parent = main
    for (path, file) in taken.files where before.files[path] != file {
      next.files[path] = before.files[path]
    }
    let subject = taken.message.prefix { $0 != "\n" }
    next.message = """
      Revert "\(subject)"

      This reverts commit \(commit).

      \(because)

      """
    branches["main"] = store(next)
  }

  mutating func write(_ draft: CommitDraft) -> Revision {
    var files = commits[draft.parent]?.files ?? [:]
    for (path, bytes) in draft.files {
      files[path] = RepositoryFile(path: path, bytes: bytes, isExecutable: false)
    }
    return store(
      Commit(parent: draft.parent, files: files, message: draft.message, date: draft.date))
  }

  private mutating func store(_ commit: Commit) -> Revision {
    let content = commit.files.values.sorted { $0.path < $1.path }
      .map { "\($0.path) \(SHA256Digest(of: $0.bytes))" }.joined()
    let identity = "\(commit.parent?.description ?? "")\(content)\(commit.message)\(commit.date)"
    let revision = Revision(String(SHA256Digest(of: identity).hexadecimal.prefix(40)))!
    commits[revision] = commit
    return revision
  }

  package func history(of branch: String) -> [CommitFacts] {
    var facts: [CommitFacts] = []
    var place = branches[branch]
    while let revision = place, let commit = commits[revision], facts.count < 100 {
      facts.append(
        CommitFacts(
          revision: revision, parent: commit.parent, message: commit.message,
          committed: commit.date))
      place = commit.parent
    }
    return facts
  }

  func pinHistory(of commit: Revision, limit: Int) -> [PinRecord] {
    var records: [PinRecord] = []
    var place: Revision? = commit
    while let revision = place, let commit = commits[revision], records.count < limit {
      let file = commit.files[VersionInfo.path]?.bytes
      let before = commit.parent.flatMap { commits[$0]?.files[VersionInfo.path]?.bytes }
      if file != before || !PinRecord.released(by: commit.message).isEmpty {
        records.append(PinRecord(revision: revision, message: commit.message, file: file ?? []))
      }
      place = commit.parent
    }
    return records
  }

  func facts(for branch: SlotBranch) -> ForgeFacts {
    let head = history(of: branch.description).first
    let shown = head?.revision ?? main
    return ForgeFacts(
      history: history(of: "main"), slotBranch: head,
      pullRequests: pullRequests.reversed(),
      statuses: statuses.filter { $0.revision == shown },
      tags: tags.values.map { TagFacts(name: "\($0.tag)", commit: $0.commit) },
      releases: releases.reversed())
  }

  mutating func apply(_ step: LandingStep) throws(ForgeError) {
    switch step {
    case .pushBranch(let branch, let from, let to):
      try move(branch.description, from: from, to: to)
    case .fastForwardMain(let from, let to): try move("main", from: from, to: to)
    case .deleteBranch(let branch, let at): try move(branch.description, from: at, to: nil)
    case .openPullRequest(let draft): try open(draft)
    case .editPullRequest(let number, let draft): edit(number, draft)
    case .setStatus(let status):
      statuses.removeAll { $0.context == status.context && $0.revision == status.revision }
      statuses.append(status)
    case .createTag(let draft):
      guard tags["\(draft.tag)"] == nil else { throw refusal(.moved, "the tag is there") }
      tags["\(draft.tag)"] = draft
    case .createDraftRelease(let draft): create(draft)
    case .deleteDraftRelease(let id, _): releases.removeAll { $0.id == id }
    case .uploadAsset(let release, let asset): upload(asset, to: release)
    case .deleteAsset(let release, let asset, _):
      edit(release: release) { $0.filter { $0.id != asset } }
    case .publishRelease(let id, _): publish(id)
    }
    noticeMerges()
  }
}

extension ForgeWorld {
  private mutating func move(
    _ branch: String, from: Revision?, to: Revision?
  ) throws(ForgeError) {
    guard branches[branch] == from else { throw refusal(.moved, "\(branch) is elsewhere") }
    branches[branch] = to
    for (index, pull) in pullRequests.enumerated() where pull.state == .open && branch != "main" {
      guard let to else { continue }
      pullRequests[index] = pull.with(head: to)
    }
  }

  /// As GitHub does: a pull request whose head is on main is merged.
  private mutating func noticeMerges() {
    let landed = Set(history(of: "main").map(\.revision))
    for (index, pull) in pullRequests.enumerated()
    where pull.state == .open && landed.contains(pull.head) {
      pullRequests[index] = pull.with(state: .merged)
    }
  }

  private mutating func open(_ draft: PullRequestDraft) throws(ForgeError) {
    guard !pullRequests.contains(where: { $0.state == .open }) else {
      throw refusal(.moved, "a pull request already exists")
    }
    let number = pullRequests.count + 1
    pullRequests.append(
      PullRequestFacts(
        number: number, state: .open, head: draft.head, title: draft.title, body: draft.body,
        page: "memory:/pull/\(number)"))
  }

  private mutating func edit(_ number: Int, _ draft: PullRequestDraft) {
    guard let index = pullRequests.firstIndex(where: { $0.number == number }) else { return }
    let old = pullRequests[index]
    pullRequests[index] = PullRequestFacts(
      number: number, state: old.state, head: old.head, title: draft.title, body: draft.body,
      page: old.page)
  }

  private mutating func create(_ draft: ReleaseDraft) {
    releases.append(
      ReleaseFacts(
        id: identifier(), tag: "\(draft.tag)", isDraft: true, body: draft.body, assets: [],
        page: "memory:/releases/\(draft.tag)"))
  }

  private mutating func upload(_ asset: AssetDraft, to release: Int) {
    let facts = AssetFacts(
      id: identifier(), name: asset.name, isUploaded: true, size: asset.size,
      digest: asset.digest)
    edit(release: release) { $0 + [facts] }
  }

  private mutating func publish(_ id: Int) {
    guard let index = releases.firstIndex(where: { $0.id == id }) else { return }
    let old = releases[index]
    releases[index] = ReleaseFacts(
      id: id, tag: old.tag, isDraft: false, body: old.body, assets: old.assets, page: old.page)
  }

  private mutating func edit(release id: Int, _ body: ([AssetFacts]) -> [AssetFacts]) {
    guard let index = releases.firstIndex(where: { $0.id == id }) else { return }
    let old = releases[index]
    releases[index] = ReleaseFacts(
      id: id, tag: old.tag, isDraft: old.isDraft, body: old.body, assets: body(old.assets),
      page: old.page)
  }

  private mutating func identifier() -> Int {
    nextID += 1
    return nextID
  }
}

extension PullRequestFacts {
  fileprivate func with(head: Revision) -> PullRequestFacts {
    PullRequestFacts(
      number: number, state: state, head: head, title: title, body: body, page: page)
  }

  fileprivate func with(state: State) -> PullRequestFacts {
    PullRequestFacts(
      number: number, state: state, head: head, title: title, body: body, page: page)
  }
}

private func refusal(_ kind: ForgeError.Kind, _ found: String) -> ForgeError {
  ForgeError(kind: kind, doing: "in memory", found: found, hint: "read the facts again")
}
