import Errors
import SafeText
import Subprocess
import SystemPackage

/// Processes by swift-subprocess, each in a session of its own unless it shares our terminal.
///
/// A session of its own keeps the terminal's Ctrl-C away from podman, so that we decide what stops,
/// and lets one signal reach a script and all its children:
/// <https://man7.org/linux/man-pages/man2/setsid.2.html>.
package struct SubprocessRunner: ProcessRunner {
  package init() {}

  package func run(
    _ command: ProcessCommand, input: ProcessInput?, output: @escaping ProcessListener
  ) async throws(Failure) -> ProcessExit {
    let doing = "running \(command.executable)"
    do {
      let status =
        if let input {
          try await status(of: command, PiecewiseInput(next: input), output)
        } else {
          try await status(of: command, NoInput.none, output)
        }
      if Task.isCancelled { throw Failure.cancelled(doing: doing) }
      switch status {
      case .exited(let code): return .exited(code)
      case .signaled(let signal): return .signalled(signal)
      }
    } catch let error as Failure {
      throw error
    } catch {
      if Task.isCancelled { throw .cancelled(doing: doing) }
      throw .notStarted(command.executable, because: visibleText("\(error)"))
    }
  }

  private func status<Input: InputProtocol>(
    of command: ProcessCommand, _ input: Input, _ output: @escaping ProcessListener
  ) async throws -> TerminationStatus {
    let configuration = configuration(of: command)
    switch command.streams {
    case .standardError:
      return try await Subprocess.run(
        configuration, input: input, output: .currentStandardError, error: .currentStandardError
      ).terminationStatus
    case .ours:
      return try await Subprocess.run(
        configuration, input: input, output: .currentStandardOutput, error: .currentStandardError
      ).terminationStatus
    case .collected:
      return try await Subprocess.run(
        configuration, input: input, output: .sequence, error: .sequence
      ) { execution in
        try await hear(execution.standardOutput, execution.standardError, output) {
          await execution.teardown(using: configuration.platformOptions.teardownSequence)
        }
      }.terminationStatus
    }
  }

  /// Hands over both streams; a listener that has heard enough calls `stop`, because nothing else ends the
  /// process then, and the other stream.
  private func hear(
    _ standardOutput: SubprocessOutputSequence, _ standardError: SubprocessOutputSequence,
    _ output: @escaping ProcessListener, stop: @escaping @Sendable () async -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (stream, pieces) in [(ProcessStream.output, standardOutput), (.error, standardError)] {
        group.addTask {
          do {
            for try await piece in pieces {
              try await output(stream, piece.withUnsafeBytes { Array($0) })
            }
          } catch {
            await stop()
            throw error
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func configuration(of command: ProcessCommand) -> Configuration {
    var options = PlatformOptions()
    // A process that shares our session may share our group, which must not be signalled.
    let isApart = !command.sharesTerminal
    options.createSession = isApart
    options.teardownSequence = [
      command.grace > .zero
        ? .send(
          signal: .terminate, toProcessGroup: isApart, allowedDurationToNextStep: command.grace)
        : .send(signal: .kill, toProcessGroup: isApart, allowedDurationToNextStep: .seconds(1))
    ]
    let variables = command.environment.map { (Environment.Key(stringLiteral: $0), $1) }
    return Configuration(
      executable: .path(FilePath(command.executable)), arguments: Arguments(command.arguments),
      environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
      workingDirectory: command.folder.map { FilePath($0) }, platformOptions: options)
  }
}

/// Standard input that is fed piece by piece.
private struct PiecewiseInput: InputProtocol {
  let next: ProcessInput

  func write(with writer: StandardInputWriter) async throws {
    var isOpen = true
    while let piece = await next() {
      // A program may end without having read everything; the rest is still taken from its source.
      if isOpen { isOpen = (try? await writer.write(piece)) != nil }
    }
  }
}
