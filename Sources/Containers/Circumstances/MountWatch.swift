import BlockingPool
import Digest
import Errors
import Foundation

/// A folder of this machine that a step's container sees.
struct StepMount: Sendable {
  let source: URL
  let destination: String
  let isWritable: Bool
  /// The files that it holds when the container starts, by path; nil when that is not known.
  let digests: [String: SHA256Digest]?

  init(
    _ source: URL, at destination: String, writable: Bool = false,
    holding digests: [String: SHA256Digest]? = nil
  ) {
    self.source = source
    self.destination = destination
    isWritable = writable
    self.digests = digests
  }
}

/// The folders that a container sees, as they were before it ran.
struct MountWatch: Sendable {
  private let read: [(mount: StepMount, snapshot: FolderSnapshot)]
  private let written: [(mount: StepMount, identity: FolderIdentity?)]

  /// Looks at `mounts` and refuses those that do not hold what they must.
  static func begin(
    on mounts: [StepMount], for title: String
  ) async throws(Failure) -> MountWatch {
    let watch = await BlockingPool.shared.run { MountWatch(mounts) }
    for (mount, snapshot) in watch.read {
      guard let digests = mount.digests else { continue }
      let damage = await BlockingPool.shared.run { snapshot.damage(holding: digests) }
      if let damage { throw damaged(mount.source.appending(path: damage), title) }
    }
    return watch
  }

  private init(_ mounts: [StepMount]) {
    read = mounts.filter { !$0.isWritable }.map { ($0, FolderSnapshot(of: $0.source)) }
    written = mounts.filter(\.isWritable).map { ($0, FolderIdentity(of: $0.source)) }
  }

  /// What was changed since, or deleted.
  func disturbances() async -> [Disturbance] {
    await BlockingPool.shared.run {
      read.compactMap { mount, snapshot in
        snapshot.firstChange().map { .changed(place: mount.destination, path: $0) }
      }
        + written.compactMap { mount, identity in
          guard identity == nil || FolderIdentity(of: mount.source) != identity else { return nil }
          return .changed(place: mount.destination, path: "")
        }
    }
  }
}

private func damaged(_ file: URL, _ title: String) -> Failure {
  Failure(
    .badData, doing: "checking the inputs of the \(title)",
    found: "\(file.path) is damaged or missing",
    hint: "run again: damaged files in the cache are rebuilt")
}
