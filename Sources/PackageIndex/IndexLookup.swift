import Errors

/// The index that pip is configured with, looked up once, when the first question about a wheel comes:
/// asking pip takes near half a second, and most pins are commits.
package actor IndexLookup {
  private let open: @Sendable () async throws(Failure) -> PackageIndex
  private var opening: Task<Result<PackageIndex, Failure>, Never>?

  package init(_ open: @escaping @Sendable () async throws(Failure) -> PackageIndex) {
    self.open = open
  }

  package var index: Result<PackageIndex, Failure> {
    get async {
      let task =
        opening
        ?? Task { [open] in
          do throws(Failure) { return .success(try await open()) } catch {
            return .failure(error)
          }
        }
      opening = task
      return await task.value
    }
  }
}
