/// The error that `body` throws; nil when it throws none.
package func failure<Failure: Error>(
  _ body: () async throws(Failure) -> Void
) async -> Failure? {
  do throws(Failure) {
    try await body()
    return nil
  } catch {
    return error
  }
}
