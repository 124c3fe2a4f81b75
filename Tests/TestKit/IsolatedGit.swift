import Foundation
import Subprocess
import SystemPackage

/// The real git, blind to the machine's configuration, with a person and a time that never change.
///
/// What a test's repository holds, commit ids included, is then the same on every machine
/// (<https://git-scm.com/docs/git#_environment_variables>).
package struct IsolatedGit: Sendable {
  package var home: String
  package var person: String
  package var email: String
  /// Variables beside git's own, or in place of them.
  package var more: [String: String]

  package init(
    home: String, person: String = "Ada", email: String = "ada@example.org",
    more: [String: String] = [:]
  ) {
    self.home = home
    self.person = person
    self.email = email
    self.more = more
  }

  /// The environment of every git process here.
  package var environment: [String: String] {
    let own = [
      "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/lib/git-core", "HOME": home, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": person, "GIT_AUTHOR_EMAIL": email,
      "GIT_AUTHOR_DATE": Self.date, "GIT_COMMITTER_NAME": person, "GIT_COMMITTER_EMAIL": email,
      "GIT_COMMITTER_DATE": Self.date,
    ]
    return own.merging(more) { $1 }
  }

  /// 2023-11-14T22:13:20Z: whatever a clock says today, it is past.
  package static let date = "1700000000 +0000"

  /// What git prints, without the final newline; a failure is an error with git's words.
  @discardableResult
  package func run(
    _ arguments: [String], in folder: String, input: [UInt8] = []
  ) async throws -> String {
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(arguments), environment: .custom(keyed(environment)),
      workingDirectory: FilePath(folder), input: .array(input), output: .string(limit: 64 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      throw GitFailed(arguments: arguments, said: result.standardError)
    }
    let text = result.standardOutput
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// All that git prints; for worlds whose tests start processes and wait for them on this thread.
  @discardableResult
  package func runAndWait(_ arguments: [String], in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    let text = try process.runToEnd {
      String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    guard process.terminationStatus == 0 else { throw GitFailed(arguments: arguments, said: text) }
    return text
  }
}

package struct GitFailed: Error {
  package let arguments: [String]
  package let said: String

  package init(arguments: [String], said: String) {
    self.arguments = arguments
    self.said = said
  }
}

/// `variables` as Subprocess takes them.
package func keyed(_ variables: [String: String]) -> [Environment.Key: String] {
  var environment: [Environment.Key: String] = [:]
  for (key, value) in variables { environment[Environment.Key(stringLiteral: key)] = value }
  return environment
}
