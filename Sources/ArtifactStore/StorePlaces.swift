import Digest
import Foundation

/// Where things lie in the store's folder.
///
/// Content lies once, by its digest, in `blobs`. `entries` has a folder for each key, whose files are
/// links to blobs, and beside it the manifest, which is written last: what has none is not there.
package struct StorePlaces: Sendable {
  let root: URL

  var entries: URL { root.appending(path: "entries") }
  var blobs: URL { root.appending(path: "blobs") }
  var incoming: URL { root.appending(path: "incoming") }

  func entry(_ key: SHA256Digest) -> URL { entries.appending(path: key.hexadecimal) }
  func manifest(_ key: SHA256Digest) -> URL {
    entries.appending(path: "\(key.hexadecimal).json")
  }

  func blob(_ digest: SHA256Digest) -> URL {
    let hex = digest.hexadecimal
    return blobs.appending(path: "\(hex.prefix(2))/\(hex.dropFirst(2))")
  }

  /// Whoever brings content shares this; whoever takes unused content away holds it alone.
  var contentLock: URL { root.appending(path: "locks/content") }

  /// Whoever makes what lies under `key` holds this.
  package func buildLock(_ key: SHA256Digest) -> URL {
    root.appending(path: "locks/\(key.hexadecimal).build")
  }

  /// Whoever uses what lies under `key` shares this, so that it is not collected meanwhile.
  package func useLock(_ key: SHA256Digest) -> URL {
    root.appending(path: "locks/\(key.hexadecimal).use")
  }
}
