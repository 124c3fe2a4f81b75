import Errors
import Foundation

/// The git program of a `PATH`.
package enum GitProgram {
  /// Fails when there is none: without git every question about a checkout looks like "there is
  /// nothing".
  package static func require(
    in environment: [String: String], while operation: String
  ) throws(Failure) {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    guard !folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/git") })
    else { return }
    throw Failure(
      .unavailable, doing: operation,
      found: "there is no git on the PATH (\(folders.joined(separator: ":")))",
      hint: "install it: apt-get install -y git")
  }
}
