import BlockingPool
import Digest
import Errors
import Foundation
import ReleaseModel

extension ArtifactStore {
  /// The files of `evidence` by name; nil unless every one is here and has its digest.
  package func artifacts(for evidence: Evidence) async -> [String: URL]? {
    await BlockingPool.shared.run { verified(evidence) }
  }

  /// Keeps `files`, by the names in `evidence`, for whoever publishes them; they stay where they are.
  package func store(_ files: [String: URL], for evidence: Evidence) throws(Failure) {
    let copies = places.incoming.appending(path: "\(UUID())")
    let manager = FileManager.default
    defer { try? manager.removeItem(at: copies) }
    var taken: [String: URL] = [:]
    do {
      try manager.createDirectory(at: copies, withIntermediateDirectories: true)
      for artifact in evidence.artifacts {
        guard let file = files[artifact.name] else { continue }
        let copy = copies.appending(path: artifact.name)
        if (try? manager.linkItem(at: file, to: copy)) == nil {
          try manager.copyItem(at: file, to: copy)
        }
        taken[artifact.name] = copy
      }
    } catch {
      throw Failure(error, doing: "storing artifacts in \(places.root.path)")
    }
    _ = try keep(
      taken, what: "release \(evidence.version) for \(evidence.subject.target)",
      as: key(of: evidence))
  }

  private func verified(_ evidence: Evidence) -> [String: URL]? {
    guard !evidence.artifacts.isEmpty else { return nil }
    let entry = entry(key(of: evidence))
    var files: [String: URL] = [:]
    for artifact in evidence.artifacts {
      guard isPlainFileName(artifact.name) else { return nil }
      if let entry,
        entry.manifest.files.contains(where: {
          $0.name == artifact.name && $0.digest == artifact.digest
        })
      {
        files[artifact.name] = entry.folder.appending(path: artifact.name)
        continue
      }
      // The release may be gone while a build kept the content alive.
      let blob = places.blob(artifact.digest)
      guard (try? SHA256Digest(ofFileAt: blob)) == artifact.digest else { return nil }
      files[artifact.name] = blob
    }
    return files
  }

  private func key(of evidence: Evidence) -> SHA256Digest {
    SHA256Digest(of: "release \(evidence.subject.path) \(evidence.version)")
  }
}
