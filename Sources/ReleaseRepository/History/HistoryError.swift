import Git
import ReleaseModel

/// Why the release repository's own history does not answer.
package enum HistoryError: Error, Sendable, CustomStringConvertible {
  case git(GitError)
  /// The revision has no version_info.json.
  case noPins(String)
  /// Its version_info.json does not read.
  case unreadable(String, Mistakes)

  package var description: String {
    switch self {
    case .git(let error): "\(error)"
    case .noPins(let revision):
      "reading the pins of \(quoted(revision)): it has no \(VersionInfo.path)"
        + "\n  hint: give a revision of the release repository"
    case .unreadable(let revision, let mistakes):
      "reading the pins of \(quoted(revision)):\n\(mistakes)"
    }
  }
}
