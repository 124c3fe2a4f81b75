import ReleaseModel

/// What the release repository says of a change, beside its two trees.
package struct RepositoryFacts: Sendable {
  /// The versions that have a tag.
  package let released: [ReleaseVersion]
  /// Every path that the commit changes; nil when that is not known.
  package let changedPaths: [String]?

  package init(released: [ReleaseVersion] = [], changedPaths: [String]? = nil) {
    self.released = released
    self.changedPaths = changedPaths
  }
}
