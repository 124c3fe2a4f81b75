import BlockingPool
import Errors
import Foundation
import Git

/// A forge in a folder: a bare repository that holds everything, so that copying it copies the forge.
package struct LocalForge: Sendable, Equatable {
  /// The bare repository.
  package let repository: URL
  package let owner: String
  package let name: String

  /// Makes the forge at `repository` from the commit that is checked out in `source`, or finds the one
  /// that is there.
  ///
  /// Idempotent: what a forge already holds is never touched, only its settings are made right. Of the
  /// source only HEAD's commit and the tags on its history are taken, as `main`.
  package static func create(
    at repository: URL, from source: URL, owner: String, name: String,
    environment: [String: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
  ) async throws(LocalForgeError) -> LocalForge {
    let operation = "make a forge at \(repository.path)"
    guard ForgeIdentity(owner: owner, name: name) != nil else {
      throw LocalForgeError(
        "\(owner.debugDescription)/\(name.debugDescription) is no repository's name",
        while: operation, hint: "use letters, digits and - . _ only")
    }
    let git = GitTool(repository: repository.path, environment: environment)
    let founding = Founding(repository: repository, source: source, git: git)
    do {
      try await founding.run()
    } catch let refusal as Refusal {
      if let trouble = SystemError(in: refusal.message, doing: operation) {
        throw LocalForgeError(trouble)
      }
      throw LocalForgeError(
        refusal.message, while: operation, hint: "is \(source.path) a git checkout with a commit?")
    } catch {
      throw LocalForgeError(SystemError(error, doing: operation))
    }
    return LocalForge(repository: repository, owner: owner, name: name)
  }
}
