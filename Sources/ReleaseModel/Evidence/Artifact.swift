import Digest

/// A file that a validation built and a release would ship.
package struct Artifact: Sendable, Hashable {
  /// The file's name in the release.
  package let name: String
  package let digest: SHA256Digest
  /// In bytes.
  package let size: Int64

  package init(name: String, digest: SHA256Digest, size: Int64) {
    self.name = name
    self.digest = digest
    self.size = size
  }
}
