import Foundation
import Git
import Subprocess
import SystemPackage

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

  /// The environment of every git process here.
  var environment: [String: String] {
    [
      "PATH": "/usr/bin:/bin:/usr/lib/git-core", "HOME": folder, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_NAME": "Ada",
      "GIT_COMMITTER_EMAIL": "ada@example.org", "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
  }

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
    var environment: [Environment.Key: String] = [:]
    for (key, value) in self.environment {
      environment[Environment.Key(stringLiteral: key)] = value
    }
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(arguments), environment: .custom(environment),
      workingDirectory: FilePath(folder), input: .array(input), output: .string(limit: 64 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      throw GitFailed(arguments: arguments, said: result.standardError)
    }
    let text = result.standardOutput
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

struct GitFailed: Error {
  let arguments: [String]
  let said: String
}
