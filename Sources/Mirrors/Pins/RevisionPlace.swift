import Errors
import Foundation
import Git
import ReleaseModel

/// What an upstream, asked just now, has under the id of a revision.
package enum RevisionPlace: Sendable, Hashable {
  case onBranch
  /// A commit of no branch that the component follows: of another branch, or of a fork.
  case offBranch
  /// An annotated tag, which stands for this commit.
  case tag(of: Revision, name: String?)
  /// Something else, as git calls it.
  case object(String)
  case absent
}

extension Mirror {
  /// Where `revision` lies upstream. A missing answer is an error, and never ``RevisionPlace/absent``.
  package func place(of revision: Revision) async throws(Failure) -> RevisionPlace {
    guard let id = ObjectID(revision) else { return .absent }
    if try await isOnBranch(revision) { return .onBranch }
    return try await placeOffBranch(id)
  }

  /// What upstream has under `id`, which is not on the tracking branch.
  func placeOffBranch(_ id: ObjectID) async throws(Failure) -> RevisionPlace {
    let references: [RemoteReference]
    do throws(GitError) {
      references = try await remote.references(withPrefixes: ["refs/tags/"])
    } catch { throw failed(error) }
    if let tag = references.first(where: { $0.id == id && $0.peeled != id && !$0.peeled.isZero }) {
      return .tag(of: tag.peeled.revision, name: tag.name.tag)
    }
    let kind: ObjectKind?
    do throws(GitError) { kind = try await StrayObject(id, of: remote).kind() } catch {
      throw failed(error)
    }
    switch kind {
    case .commit?: return .offBranch
    case .tag?: return .object("tag")
    case .tree?: return .object("tree")
    case .blob?: return .object("file")
    case nil: return .absent
    }
  }

  /// Whether upstream has the tag `name`, and at which commits it was seen, the latest last.
  package func commits(ofTag name: String) async throws(Failure) -> [Revision] {
    let now = try await tags(matching: name).first { $0.name == name }?.revision
    let memory = TagMemory(folder: URL(fileURLWithPath: repository.path))
    let before = memory.first(name)
    return [before, now].compactMap(\.self)
  }
}

extension Mirror {
  /// Runs `body` with the head of the tracking branch, which is brought up to date first.
  package func history<Value: Sendable>(
    _ body: @escaping @Sendable (ObjectID, borrowing OpenRepository) throws(GitError) -> Value
  ) async throws(Failure) -> Value {
    let head = try id(try await head())
    return try await run { git throws(GitError) in try body(head, git) }
  }
}
