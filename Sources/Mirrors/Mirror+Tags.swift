import BlockingPool
import Errors
import Foundation
import Git
import ReleaseModel

extension Mirror {
  /// The tags whose names match `pattern` (`*` stands for anything), by name.
  ///
  /// They are listed, not fetched: what matters of them lies on the branch, which the mirror has.
  package func tags(matching pattern: String) async throws(Failure) -> [UpstreamTag] {
    let pattern = TagPattern(pattern)
    let prefix = "refs/tags/\(pattern.literalPrefix)"
    let listed = try await turns.listing("\(repository.path) \(prefix)") {
      () throws(Failure) in try await list(prefix)
    }
    return listed.filter { pattern.matches($0.name) }
  }

  /// Those of `tags` whose commit is another one than when the mirror first saw them.
  ///
  /// The first commit of a tag is remembered until the mirror is deleted, so that a tag that moves is named
  /// every night until a person has looked.
  package func moved(among tags: [UpstreamTag]) async throws(Failure) -> [MovedTag] {
    let lock = try await lock(shared: false)
    defer { withExtendedLifetime(lock) {} }
    let memory = TagMemory(folder: URL(fileURLWithPath: repository.path))
    do {
      return try await BlockingPool.shared.run { try memory.moved(among: tags) }
    } catch {
      throw Failure(
        error, doing: "remember the tags of \(component.name) in \(repository.path)")
    }
  }

  private func list(_ prefix: String) async throws(Failure) -> [UpstreamTag] {
    do throws(GitError) {
      let references = try await remote.references(withPrefixes: [prefix])
      return references.compactMap { reference in
        guard let name = reference.name.tag, !reference.peeled.isZero else { return nil }
        return UpstreamTag(name: name, revision: reference.peeled.revision)
      }
    } catch {
      throw failed(error)
    }
  }
}

/// A tag of an upstream repository, as its server lists it.
package struct UpstreamTag: Sendable, Hashable {
  /// Without `refs/tags/`. Upstream's words: encode them before use.
  package let name: String
  /// The commit that it stands for.
  package let revision: Revision
}

/// A tag whose commit is another one than the mirror first saw.
package struct MovedTag: Sendable, Hashable {
  package let name: String
  package let old: Revision
  package let new: Revision
}
