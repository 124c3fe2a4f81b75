import BlockingPool
import Errors
import Foundation
import Git

extension Mirror {
  /// Runs `body` on our folder; when that is damaged, it is thrown away and fetched anew, and `body`
  /// runs once more.
  ///
  /// A mirror is a cache: a flipped bit in it is our matter and never a word about upstream.
  ///
  /// With `isLocked`, no update is under way meanwhile.
  func mending<Value>(
    isLocked: Bool = false, _ body: () async throws(GitError) -> Value
  ) async throws(Failure) -> Value {
    let folder = FolderIdentity(of: repository)
    switch try await attempt(isLocked, body) {
    case .success(let value): return value
    case .failure(let error):
      guard await isDamage(error) else { throw failed(error) }
      try await turns.rebuilding(repository.path) { () throws(Failure) in
        try await rebuild(folder)
      }
    }
    switch try await attempt(isLocked, body) {
    case .success(let value): return value
    case .failure(let error): throw failed(error)
    }
  }

  private func attempt<Value>(
    _ isLocked: Bool, _ body: () async throws(GitError) -> Value
  ) async throws(Failure) -> Result<Value, GitError> {
    let lock = isLocked ? try await lock(shared: true) : nil
    defer { withExtendedLifetime(lock) {} }
    do throws(GitError) { return .success(try await body()) } catch { return .failure(error) }
  }

  /// Fetches everything anew, unless another process has just done so.
  private func rebuild(_ damaged: FolderIdentity?) async throws(Failure) {
    let lock = try await lock(shared: false)
    defer { withExtendedLifetime(lock) {} }
    if let now = FolderIdentity(of: repository), now != damaged { return }
    try await fetchAnew()
  }

  private func isDamage(_ error: GitError) async -> Bool {
    guard error.repository == repository.path, error.machineTrouble == nil else { return false }
    return switch error.reason {
    case .corrupt: true
    case .notFound, .invalid, .failed: await isDamaged()
    case .exists, .locked, .refused, .limit, .unauthorized, .unreachable, .rejected, .malformed,
      .cancelled:
      false
    }
  }
}

/// Which of the folders that lay at one place, one after the other: its HEAD is written once.
private struct FolderIdentity: Equatable {
  private let file: UInt64
  private let seconds: Int
  private let nanoseconds: Int

  /// Nil when there is none.
  init?(of repository: Repository) {
    var facts = stat()
    guard lstat(repository.path + "/HEAD", &facts) == 0 else { return nil }
    file = UInt64(facts.st_ino)
    (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
  }
}
