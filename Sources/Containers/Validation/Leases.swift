import Digest

/// What a validation uses of the store, which nobody collects until the validation is over.
actor Leases {
  private var locks: [SHA256Digest: FileLock] = [:]
  private let store: ArtifactStore
  private let clock: any Clock<Duration>

  init(_ store: ArtifactStore, clock: any Clock<Duration>) {
    self.store = store
    self.clock = clock
  }

  /// Keeps what lies, or will lie, under `key` from being collected.
  func hold(_ key: SHA256Digest) async throws(ContainerError) {
    guard locks[key] == nil else { return }
    locks[key] = try await FileLock.acquire(store.places.useLock(key), .shared, on: clock)
  }

  /// Ends all of them.
  func release() { locks = [:] }
}
