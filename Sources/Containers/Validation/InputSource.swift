import Foundation
import ReleaseModel

/// The port to the files that pins name.
package protocol InputSource: Sendable {
  /// The file that `pin` names for `target`, on this machine and under the name that the index gave
  /// it; its hash is checked again before it is used.
  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName
  ) async throws -> URL
}
