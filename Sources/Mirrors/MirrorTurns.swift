import Errors
import ReleaseModel

/// Sees to it that one update, one listing of each kind and one rebuilding is made, whoever and however many ask.
actor MirrorTurns {
  private var updates: [String: Task<Result<MirrorUpdate, Failure>, Never>] = [:]
  private var rebuilds: [String: Task<Result<Void, Failure>, Never>] = [:]
  private var listings: [String: Task<Result<[UpstreamTag], Failure>, Never>] = [:]

  func update(
    _ folder: String,
    _ body: @escaping @Sendable () async throws(Failure) -> MirrorUpdate
  ) async throws(Failure) -> MirrorUpdate {
    let task = updates[folder] ?? Task { await outcome(of: body) }
    updates[folder] = task
    return try await task.value.get()
  }

  /// Makes a folder anew, at most once.
  func rebuilding(
    _ folder: String, _ body: @escaping @Sendable () async throws(Failure) -> Void
  ) async throws(Failure) {
    let task = rebuilds[folder] ?? Task { await outcome(of: body) }
    rebuilds[folder] = task
    try await task.value.get()
  }

  func listing(
    _ key: String, _ body: @escaping @Sendable () async throws(Failure) -> [UpstreamTag]
  ) async throws(Failure) -> [UpstreamTag] {
    let task = listings[key] ?? Task { await outcome(of: body) }
    listings[key] = task
    return try await task.value.get()
  }
}

private func outcome<Value: Sendable>(
  of body: @Sendable () async throws(Failure) -> Value
) async -> Result<Value, Failure> {
  do throws(Failure) { return .success(try await body()) } catch { return .failure(error) }
}
