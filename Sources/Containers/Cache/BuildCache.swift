import Digest
import Foundation

/// What builds left, by what they were made from.
///
/// Two builds of one identity give the same bytes, so a target that needs another target's build,
/// and a check that is tried again, take it from here. It may be deleted at any time.
struct BuildCache: Sendable {
  private let folder: URL

  init(cache: URL) {
    folder = cache.appending(path: "builds")
  }

  /// What decides a build's bytes, as one name.
  static func key(recipe: SHA256Digest, image: String, inputs: String) -> SHA256Digest {
    SHA256Digest(of: "\(recipe)\n\(image)\n\(SHA256Digest(of: inputs))")
  }

  /// The lock of whoever makes this build.
  func lockFile(_ key: SHA256Digest) -> URL {
    folder.appending(path: "\(name(key)).lock")
  }

  /// The build under `key`, each file seen to be what its report says; nil when there is none.
  func build(_ key: SHA256Digest) -> Build? {
    let place = folder.appending(path: name(key))
    guard FileManager.default.fileExists(atPath: place.path) else { return nil }
    if let build = try? Build(in: place) { return build }
    try? FileManager.default.removeItem(at: place)
    return nil
  }

  /// Takes a green build out of the folder that a container wrote to.
  ///
  /// Only the report and what it names come along, and they become ours: nobody else may write to
  /// what will be released.
  func keep(_ build: Build, as key: SHA256Digest) throws(ContainerError) -> Build {
    let place = folder.appending(path: name(key))
    let incoming = folder.appending(path: "\(name(key)).incoming")
    let manager = FileManager.default
    do {
      try? manager.removeItem(at: incoming)
      try manager.createDirectory(at: incoming, withIntermediateDirectories: true)
      let us = try manager.attributesOfItem(atPath: incoming.path)
        .filter { $0.key == .ownerAccountID || $0.key == .groupOwnerAccountID }
      for file in build.files.values + [build.reportFile] {
        try manager.setAttributes(
          us.merging([.posixPermissions: 0o644]) { old, _ in old }, ofItemAtPath: file.path)
        try manager.moveItem(at: file, to: incoming.appending(path: file.lastPathComponent))
      }
      try? manager.removeItem(at: place)
      try manager.moveItem(at: incoming, to: place)
      return Build(report: build.report, folder: place)
    } catch {
      try? manager.removeItem(at: incoming)
      throw ContainerError(doing: "keeping the build in \(place.path)", failure: error)
    }
  }

  /// Removes all but the newest `count` builds.
  func prune(keeping count: Int) {
    let builds = newestFirst(folder).filter { $0.pathExtension.isEmpty }
    for build in builds.dropFirst(count) { try? FileManager.default.removeItem(at: build) }
  }

  private func name(_ key: SHA256Digest) -> String { String(key.hexadecimal.prefix(32)) }
}
