import Errors
import Processes

/// The `python3` that a shell with the given environment would start.
package struct SystemPython: Python {
  private let environment: [String: String]
  private let runner: any ProcessRunner

  /// `environment` is all that the interpreter sees; `PATH` in it says where it is.
  package init(environment: [String: String], runner: any ProcessRunner = SubprocessRunner()) {
    self.environment = environment
    self.runner = runner
  }

  package func output(
    of script: String, _ arguments: [String]
  ) async throws(Failure) -> String {
    guard let program = SearchPath(environment: environment).program("python3") else {
      throw noPython(environment["PATH"] ?? "")
    }
    let answer: ProcessAnswer
    do {
      answer = try await runner.answer(
        to: ProcessCommand(
          executable: program, arguments: ["-c", script] + arguments, environment: environment),
        limit: 1 << 20)
    } catch {
      throw notRun(program, "\(error)")
    }
    guard answer.succeeded else { throw failed(program, answer.errorText) }
    guard !answer.isCut else { throw notRun(program, "it printed more than 1 MiB") }
    return answer.text
  }
}

private func noPython(_ path: String) -> Failure {
  Failure(
    .unavailable, doing: "asking python3",
    found: "there is no python3 on the PATH (\(shown(path)))",
    hint: "install it with pip: apt-get install python3-pip")
}

private func failed(_ executable: String, _ errors: String) -> Failure {
  let last = errors.split(separator: "\n").last.map(String.init) ?? "no message"
  guard !errors.contains("No module named 'pip'") else {
    return Failure(
      .unavailable, doing: "asking python3", found: "\(executable) has no pip",
      hint: "install it: apt-get install python3-pip, or \(executable) -m ensurepip")
  }
  return Failure(
    .unavailable, doing: "asking python3",
    found: "\(executable) failed: \(shown(redactingUserInfo(last)))",
    hint: "run `python3 -m pip config list`, and fix what it reports")
}

private func notRun(_ executable: String, _ why: String) -> Failure {
  Failure(
    .unavailable, doing: "asking python3", found: "\(executable) could not be run: \(shown(why))",
    hint: "check that `python3 -m pip --version` works")
}

/// The port to a Python interpreter on this machine, which reads what Python's tools wrote: pip's
/// configuration, the archive and literals of a wheel. It never runs anything of upstream's.
package protocol Python: Sendable {
  /// What `script` prints when it finds `arguments` in `sys.argv[1:]`.
  func output(of script: String, _ arguments: [String]) async throws(Failure) -> String
}
