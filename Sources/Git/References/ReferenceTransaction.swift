internal import CGit2
import Foundation

extension OpenRepository {
  /// Makes all of `changes`, or none if any reference is not where it is expected.
  ///
  /// Every reference is locked first, compared under its lock, and only then written: the same lock
  /// files as git's own, so git's processes lose to us and win against us cleanly.
  /// (`git_reference_create_matching` compares too, but creating checks before it locks.)
  package func update(_ changes: [ReferenceChange]) throws(GitError) -> UpdateOutcome {
    try requireSense(of: changes)
    var attempt = 0
    while true {
      do throws(GitError) { return try updateOnce(changes) } catch {
        // git waits 100 ms for a reference's lock (core.filesRefLockTimeout); so do we.
        guard error.reason == .locked, attempt < 20 else { throw error }
        attempt += 1
        usleep(useconds_t(attempt * 500))
      }
    }
  }

  /// Makes one change; see ``update(_:)-([ReferenceChange])``.
  package func update(_ change: ReferenceChange) throws(GitError) -> UpdateOutcome {
    try update([change])
  }

  private func updateOnce(_ changes: [ReferenceChange]) throws(GitError) -> UpdateOutcome {
    let operation = "update \(changes.map(\.name.text).joined(separator: ", "))"
    var transaction: OpaquePointer?
    try check(git_transaction_new(&transaction, raw), operation)
    guard let transaction else { return .updated }
    // Freeing releases every lock that was not committed.
    let owned = Handle(transaction) { git_transaction_free($0) }
    for change in changes {
      try check(git_transaction_lock_ref(owned.raw, change.name.text), operation)
    }
    for change in changes {
      let found = try reference(change.name)?.id
      guard found == change.expected else { return .stale(change.name, found: found) }
    }
    try requireRoom(for: changes.filter { $0.expected == nil && $0.new != nil })
    for change in changes { try queue(change, in: owned, operation) }
    try check(git_transaction_commit(owned.raw), operation)
    return .updated
  }

  private func queue(
    _ change: ReferenceChange, in transaction: borrowing Handle, _ operation: String
  ) throws(GitError) {
    guard let new = change.new else {
      guard change.expected != nil else { return }
      return try check(git_transaction_remove(transaction.raw, change.name.text), operation)
    }
    var target = new.raw
    try check(
      git_transaction_set_target(transaction.raw, change.name.text, &target, nil, nil), operation)
  }

  /// libgit2's transactions do not look for `refs/heads/a` when `refs/heads/a/b` is created.
  private func requireRoom(for creations: [ReferenceChange]) throws(GitError) {
    guard !creations.isEmpty else { return }
    let existing = try referenceNames()
    var folders: [Substring: String] = [:]
    for name in existing { for folder in foldersAround(name) { folders[folder] = name } }
    for change in creations {
      let name = change.name.text
      if let inner = folders[name[...]] { throw conflict(name, with: inner) }
      if let outer = foldersAround(name).first(where: { existing.contains(String($0)) }) {
        throw conflict(name, with: String(outer))
      }
    }
  }

  /// libgit2's transactions write whatever id they are given, and would detach HEAD.
  private func requireSense(of changes: [ReferenceChange]) throws(GitError) {
    for change in changes {
      guard change.name != .head else {
        throw error(.invalid, "HEAD names a branch", while: "update HEAD", hint: "move the branch")
      }
      guard let new = change.new else { continue }
      guard try contains(new) else {
        throw error(
          .notFound, "object \(new) does not exist", while: "update \(change.name)",
          hint: "write or fetch the object before the reference")
      }
    }
  }

  private func conflict(_ name: String, with other: String) -> GitError {
    error(
      .exists, "\(other) exists, so \(name) cannot", while: "create \(name)",
      hint: "choose another name, or delete \(other)")
  }
}

/// `refs/heads/a` and the like, for `refs/heads/a/b`.
private func foldersAround(_ name: String) -> [Substring] {
  name.indices.filter { name[$0] == "/" }.map { name[..<$0] }
}
