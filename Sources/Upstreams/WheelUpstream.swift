import ReleaseModel
import Rolling

/// What a repository's survey may ask of components that come from an index.
package protocol WheelUpstream: Upstream {
  /// The commits that the wheel of `pin` says it was built from, by its own names for them.
  func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel>
}

/// Why a wheel's own record could not be read.
package struct UnreadWheel: Error, Sendable, Equatable {
  package let because: String

  package init(because: String) {
    self.because = because
  }
}
