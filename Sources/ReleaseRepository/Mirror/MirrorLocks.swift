import Foundation

/// The lock files in a mirror. git leaves those of killed programs to a person, because it cannot know
/// who is alive (<https://git-scm.com/docs/git-gc#_notes>); whoever has the mirror alone does know.
package struct MirrorLocks: Sendable, Equatable {
  package let files: [URL]

  package init(of folder: URL) {
    var files: [URL] = []
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = found?.nextObject() as? URL {
      if file.pathExtension == "lock" { files.append(file) }
    }
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Removes them; only for a caller that holds the mirror's lock.
  package func remove() {
    for file in files { try? FileManager.default.removeItem(at: file) }
  }
}
