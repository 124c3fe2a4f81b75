import Errors
import Foundation

/// The port to a store that several machines share.
package protocol RemoteStore: Sendable {
  /// Brings what lies at `path` into `file`; false when nothing lies there.
  func fetch(_ path: String, to file: URL) async throws(SystemError) -> Bool

  /// Puts `file` at `path`; the same path always gets the same content.
  func send(_ file: URL, to path: String) async throws(SystemError)
}
