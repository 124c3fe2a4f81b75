import Errors
import Foundation
import Git
import Rolling

extension Mirror {
  /// Makes the mirror where there is none, or where a killed process left half of one.
  ///
  /// It is made beside its place and moved there, so that it is never seen half made.
  func prepare() throws(GitError) {
    guard !isThere else { return }
    discard()
    let beside = "\(repository.path).new-\(UUID().uuidString)"
    try Git.Repository.create(bareAt: beside)
    // Another process may have been faster; then its mirror is as good as ours.
    if rename(beside, repository.path) != 0 { try? FileManager.default.removeItem(atPath: beside) }
  }

  /// Whether the mirror itself does not read, which a look at all of it tells: an error alone cannot,
  /// because what is asked for may be missing from a sound mirror too.
  func isDamaged() async -> Bool {
    guard isThere else { return false }
    do throws(GitError) {
      try await repository.run { git throws(GitError) in try git.verify() }
      return false
    } catch {
      switch error.reason {
      case .corrupt, .notFound, .failed, .invalid, .malformed: return true
      // Somebody else's folder, a full table of open files, our own end: no damage.
      case .exists, .locked, .refused, .limit, .unauthorized, .unreachable, .rejected, .cancelled:
        return false
      }
    }
  }

  /// Takes the mirror away; moved aside first, so that it is never opened half removed.
  func discard() {
    let aside = "\(repository.path).old-\(UUID().uuidString)"
    guard rename(repository.path, aside) == 0 else { return }
    try? FileManager.default.removeItem(atPath: aside)
  }
}

extension ReleaseRepository {
  /// Runs `body`; where it fails and the mirror turns out to be damaged, the mirror is made again and
  /// `body` runs once more. It is a cache: a disk's fault may cost time and never an answer.
  func healing<Value>(
    _ body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await redactor.redacting { () async throws(Failure) in
      do throws(Failure) { return try await body() } catch {
        guard mayComeFromDamage(error), await mirror.isDamaged() else { throw error }
        mirror.discard()
        return try await body()
      }
    }
  }

  private func mayComeFromDamage(_ error: Failure) -> Bool {
    switch error.kind {
    case .rejected, .malformed, .badData, .notFound, .damaged, .system,
      .unavailable(afterSeconds: nil):
      true
    case .moved, .refused, .cancelled, .unavailable: false
    }
  }
}
