import ReleaseModel

/// A file of the release repository.
package struct RepositoryFile: Sendable, Hashable {
  package let path: String
  package let bytes: [UInt8]
  package let isExecutable: Bool

  package init(path: String, bytes: [UInt8], isExecutable: Bool) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
  }
}

extension ReleaseConfiguration {
  /// Reads the configuration out of `files`, whether they came from a commit or from a folder.
  package static func read(_ files: [RepositoryFile]) throws(Mistakes) -> ReleaseConfiguration {
    let pairs = files.map { ($0.path, $0.bytes) }
    return try read(files: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
  }
}
