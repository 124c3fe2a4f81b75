import ArtifactStore
import Digest
import Errors
import Foundation
import Processes

/// What a validation uses of the store and of the images, which is not collected until the validation is over.
actor Leases {
  private var locks: [URL: FileLock] = [:]
  private let store: ArtifactStore
  private let clock: any Clock<Duration>

  init(_ store: ArtifactStore, clock: any Clock<Duration>) {
    self.store = store
    self.clock = clock
  }

  /// Keeps what lies, or will lie, under `key` from being collected.
  func hold(_ key: SHA256Digest) async throws(Failure) {
    try await hold(store.places.useLock(key))
  }

  /// Shares `file`, which whoever deletes what it stands for must have alone.
  func hold(_ file: URL) async throws(Failure) {
    guard locks[file] == nil else { return }
    locks[file] = try await FileLock.acquire(file, .shared, on: clock)
  }

  /// Ends all of them.
  func release() { locks = [:] }
}
