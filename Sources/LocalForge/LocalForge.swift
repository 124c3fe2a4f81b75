import Errors
import Foundation

/// A forge in a folder: a bare repository that holds everything, so that copying it copies the forge.
package struct LocalForge: Sendable, Equatable {
  /// The bare repository.
  package let repository: URL
  package let owner: String
  package let name: String

  package init(repository: URL, owner: String, name: String) {
    self.repository = repository
    self.owner = owner
    self.name = name
  }

  /// Makes the forge at `repository` from the checkout `source`, or finds the one that is there; see
  /// ``found(from:environment:clock:)``.
  package static func create(
    at repository: URL, from source: URL, owner: String, name: String,
    environment: [String: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin"],
    clock: @Sendable () -> Date = { Date() }
  ) async throws(Failure) -> LocalForge {
    let forge = LocalForge(repository: repository, owner: owner, name: name)
    _ = try await forge.found(from: source, environment: environment, clock: clock)
    return forge
  }

  /// Makes this forge from the checkout `source`; nil when it is there already.
  ///
  /// Idempotent: what a forge already holds is never touched, only its settings and its own hook are
  /// made right. Of the source only its main branch (``InitialBranch``), the tags on its history and
  /// roller's records are taken.
  package func found(
    from source: URL, environment: [String: String], clock: @Sendable () -> Date
  ) async throws(Failure) -> InitialBranch? {
    let operation = "make a forge at \(repository.path)"
    guard ForgeIdentity(owner: owner, name: name) != nil else {
      throw Failure(
        .badData, doing: operation,
        found: "\(owner.debugDescription)/\(name.debugDescription) is not a repository name",
        hint: "use letters, digits and - . _ only")
    }
    let git = GitTool(repository: repository.path, environment: environment)
    let founding = ForgeCreation(
      repository: repository, source: source, git: git, now: Timestamp(clock()))
    do {
      return try await founding.run()
    } catch let error as Failure {
      throw error
    } catch let refusal as Refusal {
      throw Failure(in: refusal.message, doing: operation)
        ?? Failure(.unavailable, doing: operation, found: refusal.message)
    } catch {
      throw Failure(error, doing: operation)
    }
  }
}
