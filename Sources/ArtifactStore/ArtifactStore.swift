import Digest
import Errors
import Foundation
import Processes

/// The one store of what was built: outputs of builds and files of releases, by key.
///
/// It is a cache: deleting any of it costs time. Entries are stored whole or not at all, every file that is
/// read was verified to be the stored one, and several processes may use it at once.
package struct ArtifactStore: Sendable {
  package let places: StorePlaces

  /// The store below `cache`.
  package init(cache: URL) {
    places = StorePlaces(root: cache.appending(path: "artifacts"))
  }

  /// The folder with the files of `key`, every one verified; nil when they are not here.
  ///
  /// Damaged entries are removed, so that they are made again. Blocks while it reads.
  package func entry(_ key: SHA256Digest) -> (folder: URL, manifest: Manifest)? {
    let place = places.manifest(key)
    guard let bytes = try? Data(contentsOf: place) else { return nil }
    guard let manifest = Manifest(parsing: Array(bytes)), manifest.key == key,
      isWhole(manifest, at: key)
    else {
      remove(key)
      return nil
    }
    try? FileManager.default.setAttributes(
      [.modificationDate: Date()], ofItemAtPath: place.path)
    return (places.entry(key), manifest)
  }

  /// Takes `files`, by name, into the store under `key`, all or none; answers their folder.
  ///
  /// They are moved here and become ours: no other user may write to files that will be released. Blocks.
  package func keep(
    _ files: [String: URL], what: String, as key: SHA256Digest
  ) throws(Failure) -> URL {
    let lock = try FileLock.blocking(places.contentLock, .shared)
    defer { withExtendedLifetime(lock) {} }
    let incoming = places.incoming.appending(path: "\(key.hexadecimal.prefix(16))-\(UUID())")
    let manager = FileManager.default
    defer { try? manager.removeItem(at: incoming) }
    do {
      try manager.createDirectory(at: incoming, withIntermediateDirectories: true)
      let us = try manager.attributesOfItem(atPath: incoming.path)
        .filter { $0.key == .ownerAccountID || $0.key == .groupOwnerAccountID }
      var stored: [Manifest.File] = []
      for (name, file) in files {
        let attributes = us.merging([.posixPermissions: 0o644]) { old, _ in old }
        try manager.setAttributes(attributes, ofItemAtPath: file.path)
        let kept = try take(file)
        try manager.linkItem(at: places.blob(kept.digest), to: incoming.appending(path: name))
        stored.append(Manifest.File(name: name, digest: kept.digest, bytes: kept.bytes))
      }
      return try publish(incoming, Manifest(what: what, files: stored, key: key), as: key)
    } catch {
      throw Failure(error, doing: "storing \(what) in \(places.root.path)")
    }
  }

  /// Takes what lies under `key` away, and content of it that is damaged.
  package func remove(_ key: SHA256Digest) {
    let manager = FileManager.default
    let bytes = (try? Data(contentsOf: places.manifest(key))).map { Array($0) }
    try? manager.removeItem(at: places.manifest(key))
    try? manager.removeItem(at: places.entry(key))
    for file in bytes.flatMap(Manifest.init(parsing:))?.files ?? [] {
      let blob = places.blob(file.digest)
      if (try? SHA256Digest(ofFileAt: blob)) != file.digest { try? manager.removeItem(at: blob) }
    }
  }

  private func isWhole(_ manifest: Manifest, at key: SHA256Digest) -> Bool {
    let folder = places.entry(key)
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return Set(names ?? []) == Set(manifest.files.map(\.name))
      && manifest.files.allSatisfy {
        (try? SHA256Digest(ofFileAt: folder.appending(path: $0.name))) == $0.digest
      }
  }

  private func publish(
    _ incoming: URL, _ manifest: Manifest, as key: SHA256Digest
  ) throws -> URL {
    let manager = FileManager.default
    try manager.createDirectory(at: places.entries, withIntermediateDirectories: true)
    try? manager.removeItem(at: places.manifest(key))
    try? manager.removeItem(at: places.entry(key))
    try manager.moveItem(at: incoming, to: places.entry(key))
    try WholeFile(places.manifest(key)).write(Array(manifest.json.text(.indented).utf8))
    return places.entry(key)
  }

  /// Moves a file to its place by digest, unless the same content is there already.
  private func take(_ file: URL) throws -> (digest: SHA256Digest, bytes: Int64) {
    let manager = FileManager.default
    let digest = try SHA256Digest(ofFileAt: file)
    let size = try manager.attributesOfItem(atPath: file.path)[.size] as? NSNumber
    let blob = places.blob(digest)
    if manager.fileExists(atPath: blob.path) {
      if (try? SHA256Digest(ofFileAt: blob)) == digest {
        return (digest, size?.int64Value ?? 0)
      }
      try manager.removeItem(at: blob)
    }
    try manager.createDirectory(
      at: blob.deletingLastPathComponent(), withIntermediateDirectories: true)
    do { try manager.moveItem(at: file, to: blob) } catch {
      // Another process may have brought the same content at the same moment.
      guard (try? SHA256Digest(ofFileAt: blob)) == digest else { throw error }
    }
    return (digest, size?.int64Value ?? 0)
  }
}
