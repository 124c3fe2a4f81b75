import Git

/// What happened to one file between two commits.
struct FileChange: Sendable, Equatable {
  enum Status: String, Sendable { case added, removed, modified, renamed, copied, changed }

  let path: String
  /// Where it was before a rename or copy.
  var previousPath: String?
  let status: Status
  /// The new content; the old one of a removed file.
  let blob: ObjectID
  /// In lines; 0 for binary files.
  var additions = 0
  var deletions = 0
  /// The hunks; nil for binary files and when all of it would be too long.
  var patch: String?
}
