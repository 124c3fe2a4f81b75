import ReleaseModel

/// What lies between two versions of a project on a Python index.
package struct VersionsBetween: Sendable, Hashable {
  package let isDowngrade: Bool
  /// The versions between the two, in the order of the move.
  package let passedOver: Answer<[String]>
  package let files: [FileMove]
  package let metadata: Answer<MetadataMove>

  /// The file of one target.
  package struct FileMove: Sendable, Hashable {
    package let target: TargetName
    /// In bytes; nil when no index says so any more.
    package let from: Int64?
    package let to: Int64?

    package init(target: TargetName, from: Int64?, to: Int64?) {
      self.target = target
      self.from = from
      self.to = to
    }
  }

  /// What the wheels say about themselves.
  package struct MetadataMove: Sendable, Hashable {
    /// Lines of `Requires-Dist` that are new.
    package let added: [String]
    package let removed: [String]
    /// `Requires-Python`, when it moved; an empty text where the wheel asks for nothing.
    package let python: VersionDiff.Move?
    /// The commits that the wheels were built from and that moved.
    package let revisions: [CommitsBetween.RecordedMove]

    package init(
      added: [String], removed: [String], python: VersionDiff.Move?,
      revisions: [CommitsBetween.RecordedMove]
    ) {
      self.added = added
      self.removed = removed
      self.python = python
      self.revisions = revisions
    }

    package var isEmpty: Bool {
      added.isEmpty && removed.isEmpty && python == nil && revisions.isEmpty
    }
  }

  package init(
    isDowngrade: Bool, passedOver: Answer<[String]>, files: [FileMove],
    metadata: Answer<MetadataMove>
  ) {
    self.isDowngrade = isDowngrade
    self.passedOver = passedOver
    self.files = files
    self.metadata = metadata
  }
}
