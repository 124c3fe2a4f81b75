import BlockingPool
import Errors
import Foundation
import Git
import Processes
import ReleaseModel

/// Our copy of one component's repository: its tracking branch, and whatever content was asked for.
package struct Mirror: Sendable {
  package let component: Component
  package let repository: Repository
  package let remote: Remote
  /// The tracking branch, without `refs/heads/`.
  package let branch: String
  /// As `schedules/components.json` names it, whatever it is really fetched from.
  package let url: String
  /// What stands in for the URL, as the operator wrote it; nil when nothing does.
  let replacement: String?
  let turns: MirrorTurns
  let sleep: @Sendable (Duration) async throws -> Void

  /// Where the branch stood when the mirror last looked.
  func headReference() throws(GitError) -> ReferenceName {
    try ReferenceName("refs/upstream/heads/\(branch)")
  }

  /// The oldest head that upstream dropped by forcing its branch.
  func droppedReference() throws(GitError) -> ReferenceName {
    try ReferenceName("refs/upstream/dropped/\(branch)")
  }

  /// Runs `body` on the repository, on a thread that may block; a damaged one is brought anew.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing OpenRepository) throws(GitError) -> Value
  ) async throws(Failure) -> Value {
    try await mending { () async throws(GitError) in try await repository.run(body) }
  }

  /// The same for those who hold the mirror's lock, and bring it anew themselves.
  func runLocked<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing OpenRepository) throws(GitError) -> Value
  ) async throws(Failure) -> Value {
    do throws(GitError) { return try await repository.run(body) } catch { throw failed(error) }
  }

  /// Asks the remote, while no update is under way that might clear our unfinished files away.
  func asking<Value: Sendable>(
    _ body: @Sendable () async throws(GitError) -> Value
  ) async throws(Failure) -> Value {
    try await mending(isLocked: true) { () async throws(GitError) in try await body() }
  }

  /// The lock beside the mirror; it outlives the mirror's deletion.
  func lock(shared: Bool) async throws(Failure) -> FileLock {
    let file = URL(fileURLWithPath: repository.path + ".lock")
    while true {
      do {
        let lock = try await BlockingPool.shared.run {
          try FileLock.attempt(file, shared ? .shared : .exclusive)
        }
        if let lock { return lock }
      } catch {
        throw Failure(error, doing: "lock the mirror of \(component.name) in \(file.path)")
      }
      do { try await sleep(.milliseconds(50)) } catch {
        throw Failure(
          .cancelled, doing: "wait for another update of the mirror of \(component.name)",
          found: "cancelled")
      }
    }
  }

  /// The commit as git names it.
  func id(_ revision: Revision) throws(Failure) -> ObjectID {
    guard let id = ObjectID(revision) else {
      throw Failure(
        .refused, doing: "look for \(revision)",
        found: "an id of SHA-256; only SHA-1 repositories are supported")
    }
    return id
  }
}

extension ObjectID {
  /// Our word for a commit as git's; nil for one of SHA-256, which no mirror holds.
  init?(_ revision: Revision) {
    self.init(revision.description)
  }

  /// Git's word for a commit as ours; objects never have the zero id.
  var revision: Revision {
    guard let revision = Revision(hexadecimal) else {
      preconditionFailure("an object with the id \(hexadecimal)")
    }
    return revision
  }
}
