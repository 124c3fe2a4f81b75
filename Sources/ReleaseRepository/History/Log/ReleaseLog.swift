import Git
import ReleaseModel

/// The release log as far as a clone holds it.
package struct ReleaseLog: Sendable, Equatable {
  package var entries: [LogEntry] = []
  /// Where it ends early; nil when it goes back as far as was asked.
  package var cut: CutHistory?
}

/// The end of a shallow clone's history: what happened before is not known here.
package struct CutHistory: Sendable, Equatable {
  /// The oldest commit of the line, whose parents were left out.
  package let at: Revision
  /// The pins of that commit; nil when its file does not read.
  package let pins: PinSet?

  /// With the remedy.
  package var text: String {
    "history ends at \(at.abbreviated) because this clone is shallow\n  hint: \(Self.remedy)"
  }

  package static let remedy = "git fetch --unshallow"
}

extension ReleaseHistory {
  /// The log of `revision` as far as this clone holds it, newest first, until `isEnough` says so.
  package func log(
    from revision: String = "HEAD",
    until isEnough: @escaping @Sendable ([LogEntry]) -> Bool = { _ in false }
  ) async throws(GitError) -> [LogEntry] {
    try await releaseLog(from: revision, until: isEnough).entries
  }

  /// Where the first-parent line of `revision` is cut off; nil when it goes back to its first commit.
  package func cut(from revision: String = "HEAD") async throws(GitError) -> CutHistory? {
    guard try repository.open().isShallow else { return nil }
    return try await releaseLog(from: revision).cut
  }
}
