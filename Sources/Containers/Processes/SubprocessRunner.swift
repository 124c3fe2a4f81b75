import SafeText
import Subprocess
import SystemPackage

/// Processes by swift-subprocess, each in a session of its own.
///
/// A session of its own keeps the terminal's Ctrl-C away from podman, so that we decide what stops,
/// and lets one signal reach a script and all its children:
/// <https://man7.org/linux/man-pages/man2/setsid.2.html>.
package struct SubprocessRunner: ProcessRunner {
  package init() {}

  package func run(
    _ command: ProcessCommand,
    output: @escaping @Sendable (ProcessStream, [UInt8]) async -> Void
  ) async throws(ProcessError) -> ProcessExit {
    do {
      let result = try await Subprocess.run(
        configuration(of: command), input: .none, output: .sequence, error: .sequence
      ) { execution in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            for try await piece in execution.standardOutput {
              await output(.output, piece.withUnsafeBytes { Array($0) })
            }
          }
          group.addTask {
            for try await piece in execution.standardError {
              await output(.error, piece.withUnsafeBytes { Array($0) })
            }
          }
          try await group.waitForAll()
        }
      }
      if Task.isCancelled { throw ProcessError.cancelled }
      return exit(result.terminationStatus)
    } catch let error as ProcessError {
      throw error
    } catch {
      if Task.isCancelled { throw .cancelled }
      throw .notStarted(program: command.executable, found: visibleText("\(error)"))
    }
  }

  private func configuration(of command: ProcessCommand) -> Configuration {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      command.grace > .zero
        ? .send(
          signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: command.grace)
        : .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
    ]
    let variables = command.environment.map { (Environment.Key(stringLiteral: $0), $1) }
    return Configuration(
      executable: .path(FilePath(command.executable)), arguments: Arguments(command.arguments),
      environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
      workingDirectory: command.folder.map { FilePath($0) }, platformOptions: options)
  }

  private func exit(_ status: TerminationStatus) -> ProcessExit {
    switch status {
    case .exited(let code): .exited(code)
    case .signaled(let signal): .signalled(signal)
    }
  }
}
