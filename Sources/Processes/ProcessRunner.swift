import Errors
import Synchronization

/// Hears what a process says, as it comes; the process is held back meanwhile, and stopped by an error.
package typealias ProcessListener =
  @Sendable (ProcessStream, [UInt8]) async throws(Failure) -> Void

/// The next piece of what a process reads from standard input; nil at its end.
package typealias ProcessInput = @Sendable () async -> [UInt8]?

/// The port to processes of this machine.
package protocol ProcessRunner: Sendable {
  /// Runs `command` to its end, gives it `input`, and hands over its output as it comes.
  ///
  /// Cancelling the task kills the process and its children before this returns.
  func run(
    _ command: ProcessCommand, input: ProcessInput?, output: @escaping ProcessListener
  ) async throws(Failure) -> ProcessExit
}

extension ProcessRunner {
  /// Runs `command`, which reads nothing.
  package func run(
    _ command: ProcessCommand, output: @escaping ProcessListener = { _, _ in }
  ) async throws(Failure) -> ProcessExit {
    try await run(command, input: nil, output: output)
  }

  /// Runs `command`, which reads all of `input`.
  package func run(
    _ command: ProcessCommand, reading input: [UInt8],
    output: @escaping ProcessListener = { _, _ in }
  ) async throws(Failure) -> ProcessExit {
    let rest = Mutex<[UInt8]?>(input)
    return try await run(command, input: { rest.withLock { $0.take() } }, output: output)
  }

  /// Runs `command` for at most `limit`; nil when it was stopped after that.
  package func run(
    _ command: ProcessCommand, within limit: Duration, on clock: any Clock<Duration>,
    output: @escaping ProcessListener
  ) async throws(Failure) -> ProcessExit? {
    let first = await withTaskGroup(of: Result<ProcessExit, Failure>?.self) { group in
      group.addTask {
        do throws(Failure) {
          return .success(try await run(command, output: output))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await clock.sleep(for: limit, tolerance: nil)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard let first else {
      if Task.isCancelled { throw .cancelled(doing: "running \(command.executable)") }
      return nil
    }
    return try first.get()
  }

  /// Runs a short command and keeps at most `limit` bytes of each stream.
  package func answer(
    to command: ProcessCommand, input: [UInt8]? = nil, limit: Int = 4 << 20
  ) async throws(Failure) -> ProcessAnswer {
    let kept = KeptOutput(limit: limit)
    guard let input else { return kept.answer(try await run(command, output: kept.take)) }
    return kept.answer(try await run(command, reading: input, output: kept.take))
  }
}

/// The first bytes of each stream of a process.
package final class KeptOutput: Sendable {
  private let limit: Int
  private let kept = Mutex<(output: [UInt8], error: [UInt8], isCut: Bool)>(([], [], false))

  package init(limit: Int) { self.limit = limit }

  @Sendable package func take(_ stream: ProcessStream, _ bytes: [UInt8]) {
    kept.withLock { kept in
      switch stream {
      case .output:
        kept.isCut = kept.isCut || bytes.count > limit - kept.output.count
        kept.output.append(contentsOf: bytes.prefix(limit - kept.output.count))
      case .error: kept.error.append(contentsOf: bytes.prefix(limit - kept.error.count))
      }
    }
  }

  package func answer(_ exit: ProcessExit) -> ProcessAnswer {
    kept.withLock {
      var answer = ProcessAnswer(exit: exit, output: $0.output, error: $0.error)
      answer.isCut = $0.isCut
      return answer
    }
  }
}
