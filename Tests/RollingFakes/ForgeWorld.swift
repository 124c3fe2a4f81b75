import Digest
import ReleaseModel
import RollPlanning
import Rolling

/// Everything that a repository and its forge hold, as a value.
package struct ForgeWorld: Sendable {
  package struct Commit: Sendable, Equatable {
    package var parents: [Revision]
    package var files: [String: RepositoryFile]
    package var message: String
    package var date: Timestamp
    package var author: String

    package var parent: Revision? { parents.first }
  }

  /// A pull request from a branch of this repository.
  package struct Pull: Sendable, Equatable {
    package let number: Int
    package let branch: String
    package let base: String
    package var state: PullRequestFacts.State
    package var head: Revision
    package var opened: Timestamp
    package var closing: PullRequestFacts.Closing?
    package var mergeCommit: Revision?
    package var isQueued = false
    package var isDraft = false
    package var title: String
    package var body: String
  }

  package var commits: [Revision: Commit] = [:]
  package var branches: [String: Revision] = [:]
  package var defaultBranch = "main"
  package var tags: [String: TagDraft] = [:]
  package var pulls: [Pull] = []
  package var statuses: [StatusFacts] = []
  package var checkRuns: [CheckRunFacts] = []
  package var rules = BranchRules()
  package var releases: [ReleaseFacts] = []
  package var evidence: [Evidence.Subject: Evidence] = [:]
  package var culprits: [ScheduleName: [RememberedCulprit]] = [:]
  package var decisions: [Decision] = []
  /// The pin sets that somebody struck evidence of.
  package var struck: Set<SHA256Digest> = []
  /// The forge's clock.
  package var now = CalendarDate(days: 20_000).start
  var nextID = 1
  let memory = WorldMemory()

  package init(files: [RepositoryFile]) {
    let root = Commit(
      parents: [], files: Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { $1 }),
      message: "The beginning\n", date: CalendarDate(days: 20_000).start, author: "A person")
    branches[defaultBranch] = store(root)
  }

  package var main: Revision { branches[defaultBranch]! }

  package var pullRequests: [PullRequestFacts] { pulls.map(facts(of:)) }

  package func file(_ path: String, at commit: Revision) -> RepositoryFile? {
    commits[commit]?.files[path]
  }

  /// `branch` and its first parents, newest first.
  package func history(of branch: String, limit: Int = 100) -> [CommitFacts] {
    var facts: [CommitFacts] = []
    var place = branches[branch]
    while let revision = place, facts.count < limit, let entry = self.facts(of: revision) {
      facts.append(entry)
      place = entry.parent
    }
    return facts
  }

  package func facts(of revision: Revision) -> CommitFacts? {
    commits[revision].map { commit in
      memory.facts(of: revision) {
        CommitFacts(
          revision: revision, parents: commit.parents, message: commit.message,
          committed: commit.date,
          merged: commit.parents.dropFirst().first.flatMap { commits[$0]?.message },
          pins: pins(of: commit))
      }
    }
  }

  func pins(of commit: Commit) -> SHA256Digest? {
    commit.files[VersionInfo.path].flatMap { memory.pins(in: $0.bytes) }
  }

  func pinHistory(of commit: Revision, limit: Int) -> [PinRecord] {
    var records: [PinRecord] = []
    var place: Revision? = commit
    while let revision = place, let commit = commits[revision], records.count < limit {
      if let record = memory.record(of: revision, { record(of: commit, revision) }) {
        records.append(record)
      }
      place = commit.parent
    }
    return records
  }

  /// What `commit` says of the pins; nil when it says nothing.
  private func record(of commit: Commit, _ revision: Revision) -> PinRecord? {
    let file = commit.files[VersionInfo.path]?.bytes
    let before = commit.parent.flatMap { commits[$0]?.files[VersionInfo.path]?.bytes }
    let second = commit.parents.dropFirst().first
    let merged = second.flatMap { id in
      commits[id].map { PinRecord.Merged(revision: id, message: $0.message) }
    }
    let record = PinRecord(
      revision: revision, message: commit.message, file: file ?? [], merged: merged)
    return file != before || !record.released.isEmpty ? record : nil
  }

  /// All commits that lead to `revision`, itself included.
  func ancestors(of revision: Revision) -> Set<Revision> {
    var found: Set<Revision> = []
    var queue = [revision]
    while let next = queue.popLast() {
      guard found.insert(next).inserted else { continue }
      queue += commits[next]?.parents ?? []
    }
    return found
  }
}

extension ForgeWorld {
  package mutating func store(_ commit: Commit) -> Revision {
    let revision = identity(of: commit)
    commits[revision] = commit
    return revision
  }

  func identity(of commit: Commit) -> Revision {
    let content = commit.files.keys.sorted().map { path in
      "\(path) \(memory.digest(of: commit.files[path]?.bytes ?? []))"
    }.joined()
    let identity =
      commit.parents.map(\.description).joined() + content + commit.message + "\(commit.date)"
      + commit.author
    return Revision(String(SHA256Digest(of: identity).hexadecimal.prefix(40)))!
  }

  func written(_ draft: CommitDraft) -> Commit {
    var files = commits[draft.parent]?.files ?? [:]
    for (path, bytes) in draft.files {
      files[path] = RepositoryFile(path: path, bytes: bytes, isExecutable: false)
    }
    return Commit(
      parents: [draft.parent], files: files, message: draft.message, date: draft.date,
      author: RollerIdentity.name)
  }

  package mutating func identifier() -> Int {
    nextID += 1
    return nextID
  }

  func facts(of pull: Pull) -> PullRequestFacts {
    var facts = PullRequestFacts(
      number: pull.number, state: pull.state, head: pull.head, opened: pull.opened,
      closing: pull.closing, isQueued: pull.isQueued,
      title: pull.title, body: pull.body, page: "memory:/pull/\(pull.number)")
    facts.isDraft = pull.isDraft
    return facts
  }
}
