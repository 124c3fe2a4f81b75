import CommandLineTool
import Foundation
import Git

/// Which repository a hook or a check is about, as git tells its hooks or as it lies around a folder.
package struct RepositoryPlace: Sendable {
  /// At the git folder, or at the folder that holds it.
  package let repository: Git.Repository
  /// Objects that are not part of the repository yet.
  let objectFolders: [String]
  /// The index of the commit that is being made, when it is another than the repository's.
  let index: String?

  /// git sets its variables for hooks: <https://git-scm.com/docs/githooks>; the ones for what a push
  /// brings: <https://git-scm.com/docs/git-receive-pack#_quarantine_environment>. `repository` makes the
  /// one at a path.
  package init(
    environment: [String: String], folder: URL, repository: (String) -> Git.Repository
  ) throws(CommandFailure) {
    let path =
      if let named = environment["GIT_DIR"] { named } else { try Self.path(around: folder) }
    self.repository = repository(path)
    index = environment["GIT_INDEX_FILE"]
    let quarantine = environment["GIT_QUARANTINE_PATH"] ?? environment["GIT_OBJECT_DIRECTORY"]
    let alternates = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? ""
    objectFolders =
      (quarantine.map { [$0] } ?? []) + alternates.split(separator: ":").map(String.init)
  }

  private static func path(around folder: URL) throws(CommandFailure) -> String {
    var place = folder.standardizedFileURL.path
    while true {
      if access(place + "/.git", F_OK) == 0 { return place }
      if access(place + "/HEAD", F_OK) == 0, access(place + "/objects", F_OK) == 0 { return place }
      guard place != "/", let slash = place.lastIndex(of: "/") else { break }
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
    throw CommandFailure(
      .badData,
      "looking for a git repository in \(folder.path) and above: not found"
        + "\n  hint: run this inside a clone of the release repository")
  }
}
