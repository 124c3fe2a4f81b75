import BlockingPool
import Digest
import Foundation
import ReleaseModel

/// The files that green validations built, for later processes.
///
/// Files lie by their digest, once; a set of links by name stands for one piece of evidence. The
/// store is a cache: deleting it costs time, and what is read is verified.
package struct ArtifactStore: Sendable {
  private let folder: URL

  /// The store below `cache`.
  package init(cache: URL) {
    folder = cache.appending(path: "artifacts")
  }

  /// Adds `files`, by the names in `evidence`, to the store, all or none.
  func store(_ files: [String: URL], for evidence: Evidence) throws(ContainerError) {
    let files = evidence.artifacts.compactMap { artifact in
      files[artifact.name].map { (artifact, $0) }
    }
    let set = set(for: evidence)
    let incoming = folder.appending(path: "incoming/\(set.lastPathComponent)")
    let manager = FileManager.default
    do {
      try? manager.removeItem(at: incoming)
      try manager.createDirectory(at: incoming, withIntermediateDirectories: true)
      for (artifact, file) in files {
        let blob = try keep(file, as: artifact.digest)
        try manager.linkItem(at: blob, to: incoming.appending(path: artifact.name))
      }
      try manager.createDirectory(
        at: set.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? manager.removeItem(at: set)
      try manager.moveItem(at: incoming, to: set)
    } catch {
      try? manager.removeItem(at: incoming)
      throw ContainerError(doing: "storing artifacts in \(folder.path)", failure: error)
    }
  }

  /// The files of `evidence` by name; nil unless every one is here and has its digest.
  package func artifacts(for evidence: Evidence) async -> [String: URL]? {
    await BlockingPool.shared.run { verified(evidence) }
  }

  private func verified(_ evidence: Evidence) -> [String: URL]? {
    guard !evidence.artifacts.isEmpty else { return nil }
    let set = set(for: evidence)
    var files: [String: URL] = [:]
    for artifact in evidence.artifacts {
      guard isPlainFileName(artifact.name) else { return nil }
      let named = set.appending(path: artifact.name)
      // A set may be gone while another one kept the file alive.
      let file = FileManager.default.fileExists(atPath: named.path) ? named : blob(artifact.digest)
      guard (try? SHA256Digest(ofFileAt: file)) == artifact.digest else {
        try? FileManager.default.removeItem(at: blob(artifact.digest))
        try? FileManager.default.removeItem(at: set)
        return nil
      }
      files[artifact.name] = file
    }
    return files
  }

  /// Removes all but the newest `count` sets, and files that no set has.
  package func prune(keeping count: Int) async {
    await BlockingPool.shared.run {
      let sets = newestFirst(folder.appending(path: "sets"))
      for set in sets.dropFirst(count) { try? FileManager.default.removeItem(at: set) }
      let blobs = folder.appending(path: "blobs")
      for path in FileManager.default.enumerator(atPath: blobs.path)?.allObjects ?? [] {
        guard let path = path as? String else { continue }
        let blob = blobs.appending(path: path)
        let attributes = try? FileManager.default.attributesOfItem(atPath: blob.path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
          (attributes?[.referenceCount] as? NSNumber)?.intValue == 1
        else { continue }
        try? FileManager.default.removeItem(at: blob)
      }
    }
  }

  /// Adds a file of ours under its digest, without copying where the disk allows that.
  private func keep(_ file: URL, as digest: SHA256Digest) throws -> URL {
    let blob = blob(digest)
    let manager = FileManager.default
    if manager.fileExists(atPath: blob.path) {
      if try SHA256Digest(ofFileAt: blob) == digest { return blob }
      try manager.removeItem(at: blob)
    }
    try manager.createDirectory(
      at: blob.deletingLastPathComponent(), withIntermediateDirectories: true)
    if (try? manager.linkItem(at: file, to: blob)) == nil {
      try manager.copyItem(at: file, to: blob)
    }
    return blob
  }

  private func blob(_ digest: SHA256Digest) -> URL {
    let hex = digest.hexadecimal
    return folder.appending(path: "blobs/\(hex.prefix(2))/\(hex.dropFirst(2))")
  }

  private func set(for evidence: Evidence) -> URL {
    let key = SHA256Digest(of: "\(evidence.subject.path) \(evidence.version)").hexadecimal
    return folder.appending(path: "sets/\(key.prefix(32))")
  }
}

/// What lies in `folder`, the last changed first.
func newestFirst(_ folder: URL) -> [URL] {
  let entries = try? FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
  return (entries ?? []).map { url in
    let values = try? url.resourceValues(forKeys: [.contentModificationDateKey])
    return (url, values?.contentModificationDate ?? .distantPast)
  }
  .sorted { $0.1 > $1.1 }.map(\.0)
}
