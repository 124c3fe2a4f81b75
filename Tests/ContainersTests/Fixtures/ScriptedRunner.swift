import Errors
import Processes

/// A machine on which every process prints the same and ends the same.
struct ScriptedRunner: ProcessRunner {
  var output = ""
  var error = ""
  var exit = ProcessExit.exited(0)

  func run(
    _ command: ProcessCommand, input: ProcessInput?, output: @escaping ProcessListener
  ) async throws(Failure) -> ProcessExit {
    try await output(.output, Array(self.output.utf8))
    try await output(.error, Array(error.utf8))
    return exit
  }
}
