import Errors
import Foundation
import Git
import ReleaseModel

/// What this machine has of an upstream's repository, read without asking anybody.
package struct OfflineMirror: Sendable {
  package let repository: Repository
  /// The tracking branch, without `refs/heads/`.
  package let branch: String
  /// Where the branch stood when the mirror was filled.
  package let head: ReferenceName
  /// A repository in a folder that the operator named, and not our own copy: it has tags, and it may
  /// belong to whoever fills the folder.
  package let isFolder: Bool

  /// Opens the repository; see ``Git/Repository/openForeign()`` for folders.
  package func open() throws(GitError) -> OpenRepository {
    isFolder ? try repository.openForeign() : try repository.open()
  }

  /// The commits that the tag `name` was seen at, the latest last; empty when it is unknown.
  package func commits(
    ofTag name: String, _ git: borrowing OpenRepository
  ) throws(GitError) -> [Revision] {
    guard isFolder else {
      let memory = TagMemory(folder: URL(fileURLWithPath: repository.path))
      return memory.first(name).map { [$0] } ?? []
    }
    guard let reference = try? ReferenceName(tag: name) else { return [] }
    return try git.reference(reference).map { [$0.peeled.revision] } ?? []
  }
}

extension Mirrors {
  /// What this machine has of `component`'s repository; nil when it has nothing.
  ///
  /// A folder that the operator named comes first: it is what would be fetched from. One that is named
  /// and not there is an error, because whoever named it counts on it.
  package func offline(_ component: Component) throws(Failure) -> OfflineMirror? {
    guard case .git(let url, let branch) = component.origin else { return nil }
    if let folder = rewrites.folder(for: url) {
      guard FileManager.default.fileExists(atPath: folder.root) else {
        throw Failure(
          .badData, doing: "read the mirrors in \(folder.root)", found: "the folder does not exist",
          hint: "correct --mirror or $ROLLER_MIRRORS")
      }
      if let path = Self.repository(folder.path, in: folder.root) {
        return OfflineMirror(
          repository: Repository(at: path), branch: branch,
          head: try name("refs/heads/\(branch)", component), isFolder: true)
      }
    }
    let path = try folder(of: url, component).path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return OfflineMirror(
      repository: Repository(at: path), branch: branch,
      head: try name("refs/upstream/heads/\(branch)", component), isFolder: false)
  }

  /// As git finds the repository that is cloned from a path
  /// (<https://git-scm.com/docs/git-clone#Documentation/git-clone.txt-ltrepositorygt>).
  private static func repository(_ path: String, in root: String) -> String? {
    let steps = path.split(separator: "/")
    guard steps.allSatisfy({ $0 != ".." && $0 != "." }) else { return nil }
    let whole = ([root.hasSuffix("/") ? String(root.dropLast()) : root] + steps.map(String.init))
      .joined(separator: "/")
    return ["", ".git", "/.git"].map { whole + $0 }.first { candidate in
      FileManager.default.fileExists(atPath: candidate + "/objects")
    }
  }

  private func name(
    _ text: String, _ component: Component
  ) throws(Failure) -> ReferenceName {
    do throws(GitError) { return try ReferenceName(text) } catch {
      throw Failure(
        .refused, doing: "look for the branch of \(component.name)", found: error.message)
    }
  }
}
