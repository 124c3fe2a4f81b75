import BlockingPool
import Foundation
import Git

/// One repository served as a forge: everything that operations work with.
struct Forge: Sendable {
  let identity: ForgeIdentity
  let repository: Repository
  let store: StateStore
  let assets: AssetStore
  let git: GitTool
  /// When it was founded; nil for one that was made before that was recorded.
  let founded: Timestamp?
  let ancestry = AncestryMemory()
  /// Its own threads: the shared ones may all be waiting for this very forge's answers, when the
  /// client runs in the same process.
  private let readers: BlockingPool
  private let clock: @Sendable () -> Date

  init(
    _ identity: ForgeIdentity, repository path: String, git: GitTool,
    founded: Timestamp? = nil, clock: @escaping @Sendable () -> Date
  ) {
    self.identity = identity
    self.git = git
    self.founded = founded
    self.clock = clock
    repository = Repository(at: path)
    readers = BlockingPool(limit: 8)
    store = StateStore(repository: repository, readers: readers, clock: clock)
    assets = AssetStore(repository: path)
  }

  var now: Timestamp { Timestamp(clock()) }

  /// Runs `body` with the repository open, where it may block.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing OpenRepository) throws -> Value
  ) async throws -> Value {
    try await readers.run { () throws -> Value in try body(try repository.open()) }
  }

  /// The state in which every pull request says what its branches say; what is found closed was closed
  /// by `login`, if that is known.
  func state(closedBy login: String? = nil) async throws -> ForgeState {
    let state = try await store.current()
    guard !state.openPulls.isEmpty else { return state }
    let isSettled = try await read { repository in
      try state.openPulls.allSatisfy { pull in
        try pendingChange(of: pull, in: repository) == .unchanged
      }
    }
    guard !isSettled else { return state }
    return try await change("Settle pull requests", closedBy: login) { draft, _ in draft.state }
  }

  /// Changes the settled state; see ``StateStore/change(_:_:)``.
  func change<Value: Sendable>(
    _ summary: String, closedBy login: String? = nil,
    _ body: @escaping @Sendable (inout StateDraft, borrowing OpenRepository) throws -> Value
  ) async throws -> Value {
    try await store.change(summary) { draft, repository in
      for var pull in draft.state.openPulls {
        let change = try pendingChange(of: pull, in: repository)
        // Only what is closed now keeps it.
        pull.closedBy = change == .closed ? login : nil
        try draft.apply(change, to: pull, at: now, in: repository)
      }
      return try body(&draft, repository)
    }
  }

  private func pendingChange(
    of pull: PullRequest, in repository: borrowing OpenRepository
  ) throws -> PullRequestChange {
    let head = try repository.reference(ReferenceName(branch: pull.head.branch))?.id
    let base = try repository.reference(ReferenceName(branch: pull.base.branch))?.id
    // A closure cannot borrow the open repository, so the answers are fetched beforehand.
    var known: [AncestryMemory.Question: Bool] = [:]
    for question in pull.questions(head: head, base: base) {
      known[question] = try ancestry.answer(question, in: repository)
    }
    return pull.pendingChange(head: head, base: base) { ancestor, commit in
      known[AncestryMemory.Question(ancestor: ancestor, commit: commit)] ?? false
    }
  }
}

extension PullRequest {
  /// What ``pendingChange(head:base:isAncestor:)`` may ask.
  fileprivate func questions(head tip: ObjectID?, base: ObjectID?) -> [AncestryMemory.Question] {
    guard let base else { return [] }
    var questions: [AncestryMemory.Question] = []
    if base != self.base.commit {
      questions.append(AncestryMemory.Question(ancestor: head.commit, commit: base))
    }
    if let tip, tip != head.commit {
      questions.append(AncestryMemory.Question(ancestor: tip, commit: base))
      questions.append(AncestryMemory.Question(ancestor: tip, commit: self.base.commit))
    }
    return questions
  }
}

extension StateDraft {
  fileprivate mutating func apply(
    _ change: PullRequestChange, to pull: PullRequest, at now: Timestamp,
    in repository: borrowing OpenRepository
  ) throws {
    var pull = pull
    switch change {
    case .unchanged: return
    case .moved(let head, let base):
      pull.head.commit = head
      pull.base.commit = base
    case .merged(let head, let commit):
      pull.head.commit = head
      pull.stage = .merged(PullRequest.Merge(time: now, commit: commit, by: pull.author))
    case .closed: pull.stage = .closed(now)
    }
    pull.updated = now
    state.put(pull)
    try point(pull, in: repository)
  }

  /// Points `refs/pull/N/head` to the head of `pull`.
  mutating func point(_ pull: PullRequest, in repository: borrowing OpenRepository) throws {
    let name = try ReferenceName("refs/pull/\(pull.number)/head")
    let old = try repository.reference(name)?.id
    guard old != pull.head.commit else { return }
    references.append(.set(name, to: pull.head.commit, expecting: old))
  }
}
