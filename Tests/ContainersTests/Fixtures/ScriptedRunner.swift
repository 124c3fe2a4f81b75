import Containers

/// A machine on which every process prints the same and ends the same.
struct ScriptedRunner: ProcessRunner {
  var output = ""
  var error = ""
  var exit = ProcessExit.exited(0)

  func run(
    _ command: ProcessCommand,
    output: @escaping @Sendable (ProcessStream, [UInt8]) async -> Void
  ) async throws(ProcessError) -> ProcessExit {
    await output(.output, Array(self.output.utf8))
    await output(.error, Array(error.utf8))
    return exit
  }
}
