import ReleaseModel

/// Sees to it that one update, one listing of each kind and one rebuilding is made, whoever and however many ask.
actor MirrorTurns {
  private var updates: [String: Task<Result<MirrorUpdate, MirrorError>, Never>] = [:]
  private var rebuilds: [String: Task<Result<Void, MirrorError>, Never>] = [:]
  private var listings: [String: Task<Result<[UpstreamTag], MirrorError>, Never>] = [:]

  func update(
    _ folder: String,
    _ body: @escaping @Sendable () async throws(MirrorError) -> MirrorUpdate
  ) async throws(MirrorError) -> MirrorUpdate {
    let task = updates[folder] ?? Task { await outcome(of: body) }
    updates[folder] = task
    return try await task.value.get()
  }

  /// Makes a folder anew, at most once.
  func rebuilding(
    _ folder: String, _ body: @escaping @Sendable () async throws(MirrorError) -> Void
  ) async throws(MirrorError) {
    let task = rebuilds[folder] ?? Task { await outcome(of: body) }
    rebuilds[folder] = task
    try await task.value.get()
  }

  func listing(
    _ key: String, _ body: @escaping @Sendable () async throws(MirrorError) -> [UpstreamTag]
  ) async throws(MirrorError) -> [UpstreamTag] {
    let task = listings[key] ?? Task { await outcome(of: body) }
    listings[key] = task
    return try await task.value.get()
  }
}

private func outcome<Value: Sendable>(
  of body: @Sendable () async throws(MirrorError) -> Value
) async -> Result<Value, MirrorError> {
  do throws(MirrorError) { return .success(try await body()) } catch { return .failure(error) }
}
