import Foundation
import Git
import TestKit

/// A temporary folder with real repositories and the real git, blind to the machine's configuration.
final class SmallWorld: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "git-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  private var isolated: IsolatedGit { IsolatedGit(home: folder) }

  /// The environment of every git process here.
  var environment: [String: String] { isolated.environment }

  /// What git prints, without the final newline; a failure is an error with git's words.
  @discardableResult
  func git(_ arguments: String..., input: [UInt8] = []) async throws -> String {
    try await git(arguments, input)
  }

  /// Same, as an object's id.
  func id(_ arguments: String..., input: [UInt8] = []) async throws -> ObjectID {
    let text = try await git(arguments, input)
    guard let id = ObjectID(text) else { throw GitFailed(arguments: arguments, said: text) }
    return id
  }

  /// A bare repository `name` that is as `stream` says (git fast-import's language).
  func repository(_ name: String, importing stream: String = "") async throws -> Repository {
    let repository = try Repository.create(bareAt: path(name))
    if !stream.isEmpty {
      try await git("-C", name, "fast-import", "--quiet", "--force", input: Array(stream.utf8))
    }
    return repository
  }

  func git(_ arguments: [String], _ input: [UInt8]) async throws -> String {
    try await isolated.run(arguments, in: folder, input: input)
  }
}
