import BlockingPool
import Digest
import Errors
import Foundation
import Processes

/// The local store with the one that several machines share behind it.
///
/// Entries from there are verified file by file before they are used. The shared store is a
/// convenience: when it fails, that is said once, and the validation goes on without it. Everyone who may
/// write to it can decide which files are used, as with any cache; see docs/recipes.md.
package actor SharedStore {
  private let local: ArtifactStore
  private let remote: (any RemoteStore)?
  private let note: @Sendable (String) async -> Void
  private var hasFailed = false

  /// `note` is told what others should know of the shared store.
  package init(
    _ local: ArtifactStore, _ remote: (any RemoteStore)?,
    note: @escaping @Sendable (String) async -> Void
  ) {
    self.local = local
    self.remote = remote
    self.note = note
  }

  /// Brings what lies under `key` here; false when it is not there, or not what it should be.
  package func fetch(_ key: SHA256Digest) async -> Bool {
    guard let remote, !hasFailed else { return false }
    // Somebody who makes or fetches the same is as fast as we would be.
    guard let lock = FileLock.taken(local.places.buildLock(key)) else { return false }
    defer { withExtendedLifetime(lock) {} }
    let folder = local.places.root.appending(path: "fetching/\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      guard let manifest = try await manifest(of: key, from: remote, in: folder) else {
        return false
      }
      var files: [String: URL] = [:]
      for file in manifest.files {
        let place = folder.appending(path: file.name)
        guard try await remote.fetch(path(of: file.digest), to: place), isRight(place, file) else {
          await note("shared store: \(manifest.what): \(file.name) is missing or damaged there")
          return false
        }
        files[file.name] = place
      }
      try await keep(files, manifest, as: key)
      return true
    } catch {
      await fail(error)
      return false
    }
  }

  /// Gives what lies under `key` to the others; the manifest last, so that they see it whole.
  package func send(_ key: SHA256Digest) async {
    guard let remote, !hasFailed, let entry = local.entry(key) else { return }
    do {
      for file in entry.manifest.files {
        try await remote.send(entry.folder.appending(path: file.name), to: path(of: file.digest))
      }
      try await remote.send(local.places.manifest(key), to: "entries/\(key.hexadecimal).json")
    } catch {
      await fail(error)
    }
  }

  private func manifest(
    of key: SHA256Digest, from remote: any RemoteStore, in folder: URL
  ) async throws -> Manifest? {
    let place = folder.appending(path: ".manifest")
    guard try await remote.fetch("entries/\(key.hexadecimal).json", to: place) else { return nil }
    let manifest = Manifest(parsing: Array(try Data(contentsOf: place)))
    if let manifest, manifest.key == key { return manifest }
    await note("shared store: the manifest of \(key) is damaged there")
    return nil
  }

  private func isRight(_ place: URL, _ file: Manifest.File) -> Bool {
    (try? SHA256Digest(ofFileAt: place)) == file.digest
  }

  private func keep(
    _ files: [String: URL], _ manifest: Manifest, as key: SHA256Digest
  ) async throws {
    let local = local
    let failure = await BlockingPool.shared.run { () -> Failure? in
      do throws(Failure) {
        _ = try local.keep(files, what: manifest.what, as: key)
      } catch {
        return error
      }
      return nil
    }
    if let failure { throw failure }
  }

  private func path(of digest: SHA256Digest) -> String {
    "blobs/\(digest.hexadecimal.prefix(2))/\(digest.hexadecimal)"
  }

  private func fail(_ error: any Error) async {
    guard !Task.isCancelled, !hasFailed else { return }
    hasFailed = true
    await note("shared store: \(error)")
    await note("shared store: continuing without it")
  }
}
