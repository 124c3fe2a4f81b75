import Git
import ReleaseModel

/// Where a pin comes from: the newest commit that set it, and what stood there before.
package struct PinOrigin: Sendable, Equatable {
  package let component: ComponentName
  package let pin: Pin
  package let entry: LogEntry
  /// Nil when the component came in with it.
  package let before: Pin?
}

extension ReleaseHistory {
  /// For each of `components` (all when nil) the commit that set its pin in `revision`.
  ///
  /// Those that a shallow clone does not hold are missing; ``trace(_:at:)`` names them.
  package func origins(
    of components: [ComponentName]? = nil, at revision: String = "HEAD"
  ) async throws(GitError) -> [PinOrigin] {
    try await trace(components, at: revision).origins
  }
}
