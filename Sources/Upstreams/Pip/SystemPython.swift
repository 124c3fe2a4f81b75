import Foundation
import Subprocess
import SystemPackage

/// The `python3` that a shell with the given environment would start.
package struct SystemPython: Python {
  private let environment: [String: String]

  /// `environment` is all that the interpreter sees; `PATH` in it says where it is.
  package init(environment: [String: String]) {
    self.environment = environment
  }

  package func output(
    of script: String, _ arguments: [String]
  ) async throws(PythonError) -> String {
    guard let executable else { throw noPython(environment["PATH"] ?? "") }
    do {
      let result = try await run(
        .path(executable), arguments: Arguments(["-c", script] + arguments),
        environment: exactly(environment),
        input: .none, output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
      guard result.terminationStatus.isSuccess else {
        throw failed(executable, result.standardError)
      }
      return result.standardOutput
    } catch let error as PythonError {
      throw error
    } catch {
      throw notRun(executable, "\(error)")
    }
  }

  /// Looked up here, because the lookup must use the environment that was given, not this process's.
  private var executable: FilePath? {
    (environment["PATH"] ?? "").split(separator: ":").lazy
      .map { FilePath(String($0)).appending("python3") }
      .first { $0.isAbsolute && access($0.string, X_OK) == 0 }
  }
}

private func exactly(_ environment: [String: String]) -> Environment {
  .custom(
    Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }))
}

private func noPython(_ path: String) -> PythonError {
  PythonError(
    found: "there is no python3 on the PATH (\(shown(path)))",
    hint: "install it with pip: apt-get install python3-pip")
}

private func failed(_ executable: FilePath, _ errors: String) -> PythonError {
  let last = errors.split(separator: "\n").last.map(String.init) ?? "no message"
  guard !errors.contains("No module named 'pip'") else {
    return PythonError(
      found: "\(executable) has no pip",
      hint: "install it: apt-get install python3-pip, or \(executable) -m ensurepip")
  }
  return PythonError(
    found: "\(executable) failed: \(shown(redactingUserInfo(last)))",
    hint: "see whether `python3 -m pip config list` works, and mend what it complains about")
}

private func notRun(_ executable: FilePath, _ why: String) -> PythonError {
  PythonError(
    found: "\(executable) could not be run: \(shown(why))",
    hint: "see whether `python3 -m pip --version` works")
}
