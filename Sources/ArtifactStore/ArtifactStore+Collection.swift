import Digest
import Foundation
import Processes

extension ArtifactStore {
  /// Removes what was not used for longest until at most `limit` bytes are left; answers how many
  /// entries went. Leased entries stay, whatever their size. Blocks.
  package func collect(limit: Int64) -> Int {
    removeUnpublished()
    var size = folderBytes(places.blobs)
    var removed = 0
    for key in leastRecentlyUsed() where size > limit {
      guard let lock = FileLock.taken(places.useLock(key)) else { continue }
      remove(key)
      removeUnlinked()
      size = folderBytes(places.blobs)
      removed += 1
      lock.removeFile()
      try? FileManager.default.removeItem(at: places.buildLock(key))
    }
    removeUnlinked()
    return removed
  }

  private func leastRecentlyUsed() -> [SHA256Digest] {
    newestFirst(places.entries).reversed().filter { $0.pathExtension == "json" }
      .compactMap { SHA256Digest(hexadecimal: $0.deletingPathExtension().lastPathComponent) }
  }

  /// Folders without a manifest, which a process left that died at the wrong moment.
  private func removeUnpublished() {
    for folder in newestFirst(places.entries) where folder.pathExtension.isEmpty {
      guard let key = SHA256Digest(hexadecimal: folder.lastPathComponent),
        let lock = FileLock.taken(places.buildLock(key))
      else { continue }
      if !FileManager.default.fileExists(atPath: places.manifest(key).path) {
        try? FileManager.default.removeItem(at: folder)
      }
      withExtendedLifetime(lock) {}
    }
  }

  /// Content that no entry has any more, unless somebody brings some just now.
  private func removeUnlinked() {
    // A program that is being started holds a copy of our own descriptor for a moment.
    var lock = FileLock.taken(places.contentLock)
    for _ in 0..<50 where lock == nil {
      usleep(10_000)
      lock = FileLock.taken(places.contentLock)
    }
    guard let lock else { return }
    defer { withExtendedLifetime(lock) {} }
    try? FileManager.default.removeItem(at: places.incoming)
    forEachFile(in: places.blobs) { file, links, _ in
      if links == 1 { try? FileManager.default.removeItem(at: file) }
    }
  }

  private func folderBytes(_ folder: URL) -> Int64 {
    var sum: Int64 = 0
    forEachFile(in: folder) { _, _, bytes in sum += bytes }
    return sum
  }

  private func forEachFile(in folder: URL, _ body: (URL, Int, Int64) -> Void) {
    guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return }
    while let path = walk.nextObject() as? String {
      let file = folder.appending(path: path)
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      body(
        file, (attributes?[.referenceCount] as? NSNumber)?.intValue ?? 0,
        (attributes?[.size] as? NSNumber)?.int64Value ?? 0)
    }
  }
}

/// What lies in `folder`, the last changed first.
package func newestFirst(_ folder: URL) -> [URL] {
  let entries = try? FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
  return (entries ?? []).map { url in
    let values = try? url.resourceValues(forKeys: [.contentModificationDateKey])
    return (url, values?.contentModificationDate ?? .distantPast)
  }
  .sorted { $0.1 > $1.1 }.map(\.0)
}
