import ReleaseModel

/// A tag of an upstream repository, as its server lists it.
package struct UpstreamTag: Sendable, Hashable {
  /// Without `refs/tags/`. Upstream's words: encode them before use.
  package let name: String
  /// The commit that it stands for.
  package let revision: Revision

  package init(name: String, revision: Revision) {
    self.name = name
    self.revision = revision
  }
}

/// A tag whose commit is another one than the mirror first saw.
package struct MovedTag: Sendable, Hashable {
  package let name: String
  package let old: Revision
  package let new: Revision
}
