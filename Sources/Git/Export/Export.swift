/// What an export wrote, and what it left out on purpose.
package struct Export: Sendable, Hashable {
  package var files = 0
  /// In bytes.
  package var size = 0
  /// Symbolic links that were kept.
  package var links = 0
  /// Paths that stand for other repositories; never followed, an empty folder stands in their place.
  package var submodules: [String] = []
  /// Files whose content is elsewhere (git LFS); the pointer is written, nothing is downloaded.
  package var largeFilePointers: [String] = []
}
