import Errors
import Foundation
import ReleaseModel

/// The port that opens a validator for the recipes of one commit.
package protocol Workshop: Sendable {
  /// A validator that works by `commit`, and by nothing that an earlier commit said.
  func open(_ commit: CommitRecipes) async throws(Failure) -> any Validator

  /// Where the artifacts of `evidence` lie on this machine, by name; nil unless all of them are there
  /// and have the recorded digests.
  func artifacts(of evidence: Evidence) async -> [String: URL]?
}
