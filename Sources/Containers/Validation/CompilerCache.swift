import ArtifactStore
import Errors
import Foundation
import Processes
import ReleaseModel

/// What ccache keeps between builds: a folder for each package, target and image, so that hostile code
/// can spoil only its own.
///
/// <https://ccache.dev/manual/4.8.html#_configuration_options>
struct CompilerCache: Sendable {
  /// What ccache keeps of one package, in MiB.
  static let limit = 2_048

  let folder: URL

  /// The folder for builds of `step` in `image`, which belongs to `user`, and a lease, without which it
  /// may be pruned.
  func place(
    for step: StepID, image: String, user: ContainerUser, clock: any Clock<Duration>
  ) async throws(Failure) -> (URL, FileLock) {
    let mark = image.split(separator: ":").last?.prefix(12) ?? "none"
    let place = folder.appending(path: "\(step.package)-\(step.target)-\(mark)")
    let lease = try await FileLock.acquire(lock(place), .shared, on: clock)
    return (try Self.made(place, for: user), lease)
  }

  /// Makes `place` for `user`, unless it is there.
  static func made(_ place: URL, for user: ContainerUser) throws(Failure) -> URL {
    do {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      var attributes: [FileAttributeKey: Any] = [.modificationDate: Date()]
      if case .fixed(let user, let group) = user {
        attributes[.ownerAccountID] = user
        attributes[.groupOwnerAccountID] = group
      }
      try FileManager.default.setAttributes(attributes, ofItemAtPath: place.path)
    } catch {
      throw Failure(error, doing: "making \(place.path)")
    }
    return place
  }

  static func isEmpty(_ place: URL) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: place.path))?.isEmpty ?? true
  }

  /// Removes what `place` keeps, unless a build uses it just now.
  func empty(_ place: URL) {
    guard let lock = FileLock.taken(lock(place)) else { return }
    defer { withExtendedLifetime(lock) {} }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? [] {
      try? FileManager.default.removeItem(at: place.appending(path: name))
    }
  }

  /// Removes all but the `count` folders that were used last, and none that is in use.
  func prune(keeping count: Int) {
    let places = newestFirst(folder).filter { $0.pathExtension != "lock" }
    for place in places.dropFirst(count) {
      guard let lock = FileLock.taken(lock(place)) else { continue }
      try? FileManager.default.removeItem(at: place)
      lock.removeFile()
    }
  }

  private func lock(_ place: URL) -> URL { place.appendingPathExtension("lock") }
}
