/// The index that pip is configured with, looked up once, when the first question about a wheel comes:
/// asking pip takes near half a second, and most pins are commits.
package actor IndexLookup {
  private let open: @Sendable () async throws(PipConfigurationError) -> PackageIndex
  private var opening: Task<Result<PackageIndex, PipConfigurationError>, Never>?

  package init(_ open: @escaping @Sendable () async throws(PipConfigurationError) -> PackageIndex) {
    self.open = open
  }

  package var index: Result<PackageIndex, PipConfigurationError> {
    get async {
      let task =
        opening
        ?? Task { [open] in
          do throws(PipConfigurationError) { return .success(try await open()) } catch {
            return .failure(error)
          }
        }
      opening = task
      return await task.value
    }
  }
}
