import BlockingPool
import Errors
import Foundation
import Git
import JSON
import Synchronization

/// The forge's state in its repository: a tree of small JSON files under one reference.
///
/// One reference, moved by compare-and-swap, makes every change atomic, also against another process
/// on the same repository; its history is the forge's log (`git log refs/forge/state`). Nothing is
/// kept outside git: the cache is the last state read, good only while the reference stands there.
final class StateStore: Sendable {
  static let referenceText = "refs/forge/state"

  private struct Cached: Sendable {
    let commit: ObjectID
    let state: ForgeState
  }

  let repository: Repository
  private let clock: @Sendable () -> Date
  private let readers: BlockingPool
  /// One thread writes, in order of arrival: fifty callers at once need not race each other.
  private let writer = BlockingPool(limit: 1)
  private let cache = Mutex<Cached?>(nil)

  init(
    repository: Repository, readers: BlockingPool, clock: @escaping @Sendable () -> Date
  ) {
    self.repository = repository
    self.readers = readers
    self.clock = clock
  }

  /// The state as it stands now.
  func current() async throws -> ForgeState {
    try await readers.run { [self] () throws -> ForgeState in
      try read(try repository.open()).state
    }
  }

  /// Runs `body` on the state as it stands and writes what it changed, with the references that it
  /// asks for, all or nothing; runs it again when somebody else was faster.
  func change<Value: Sendable>(
    _ summary: String,
    _ body: @escaping @Sendable (inout StateDraft, borrowing OpenRepository) throws -> Value
  ) async throws -> Value {
    try await writer.run { [self] () throws -> Value in
      let repository = try repository.open()
      for _ in 0..<100 {
        let (commit, state) = try read(repository)
        var draft = StateDraft(state: state)
        let value = try body(&draft, repository)
        if try write(draft, over: commit, summary, in: repository) { return value }
      }
      throw Refusal(503, "the forge's state changes too fast: another process writes to it as well")
    }
  }

  private func read(
    _ repository: borrowing OpenRepository
  ) throws -> (commit: ObjectID?, state: ForgeState) {
    let reference = try ReferenceName(Self.referenceText)
    guard let commit = try repository.reference(reference)?.id else {
      return (nil, ForgeState(created: Timestamp(clock())))
    }
    if let known = cache.withLock({ $0 }), known.commit == commit { return (commit, known.state) }
    let state = try load(commit, from: repository)
    cache.withLock { $0 = Cached(commit: commit, state: state) }
    return (commit, state)
  }

  private func load(
    _ commit: ObjectID, from repository: borrowing OpenRepository
  ) throws -> ForgeState {
    var documents: [(path: String, json: JSONValue)] = []
    for entry in try repository.entries(of: commit) where entry.kind == .file {
      let bytes = try repository.blob(entry.id, limit: 16 << 20)
      do throws(JSONError) {
        documents.append((entry.path, try JSONValue(parsing: bytes)))
      } catch {
        throw Failure.state(entry.path, error.description)
      }
    }
    return try ForgeState(documents: documents)
  }

  /// False when a reference was not where it was expected: then nothing was written.
  private func write(
    _ draft: StateDraft, over old: ObjectID?, _ summary: String,
    in repository: borrowing OpenRepository
  ) throws -> Bool {
    var references = draft.references
    var written: Cached?
    if !draft.state.unwritten.isEmpty {
      let commit = try commit(draft.state, over: old, summary, in: repository)
      references.append(
        .set(try ReferenceName(Self.referenceText), to: commit, expecting: old))
      var state = draft.state
      state.settle()
      written = Cached(commit: commit, state: state)
    }
    guard !references.isEmpty else { return true }
    switch try repository.update(references) {
    case .stale: return false
    case .updated:
      if let written { cache.withLock { $0 = written } }
      return true
    }
  }

  private func commit(
    _ state: ForgeState, over old: ObjectID?, _ summary: String,
    in repository: borrowing OpenRepository
  ) throws -> ObjectID {
    var changes: [TreeChange] = []
    var documents = state.unwritten
    if old == nil { documents["forge.json"] = state.ledger.json }
    for (path, document) in documents {
      let path = try TreePath(path)
      guard let document else {
        changes.append(.remove(path))
        continue
      }
      let bytes = Array((document.text(.indented) + "\n").utf8)
      changes.append(.put(path, try repository.write(blob: bytes)))
    }
    let base = try old.map { try repository.commit($0).tree }
    let signature = Signature(
      name: "forge", email: "forge@localhost", seconds: Timestamp(clock()).seconds)
    return try repository.write(
      CommitDraft(
        tree: try repository.tree(updating: base, with: changes), parents: old.map { [$0] } ?? [],
        signature: signature, message: summary + "\n"))
  }
}
