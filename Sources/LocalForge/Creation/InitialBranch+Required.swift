import Errors
import Foundation

extension InitialBranch {
  /// The branch of the checkout in `folder` that a forge at `repository` would begin as, or why none can
  /// be founded from it.
  package static func required(
    of folder: String, for repository: URL, environment: [String: String]
  ) async throws(Failure) -> InitialBranch {
    let operation = "make a forge at \(repository.path)"
    try GitProgram.require(in: environment, while: operation)
    let checkout = GitTool(repository: folder, environment: environment)
    // A shallow checkout has no ancestors to compare with, and `git fetch` would leave it out silently.
    guard await checkout.line(["rev-parse", "--is-shallow-repository"]) != "true" else {
      throw shallow(folder, operation)
    }
    if let branch = await read(checkout) { return branch }
    throw Failure(
      .badData, doing: operation, found: "\(folder) has no commit",
      hint: "check that it is a git checkout with a commit")
  }
}

private func shallow(_ folder: String, _ operation: String) -> Failure {
  Failure(
    .badData, doing: operation,
    found: "\(folder) is a shallow clone, which lacks most of main's history",
    hint: "git -C \(folder) fetch --unshallow; in GitHub Actions, give actions/checkout"
      + " fetch-depth: 0")
}
