import Synchronization

/// The port to processes of this machine.
package protocol ProcessRunner: Sendable {
  /// Runs `command` to its end and hands over its output as it comes.
  ///
  /// The process is held back while `output` waits. Cancelling the task kills the process and its
  /// children before this returns.
  func run(
    _ command: ProcessCommand,
    output: @escaping @Sendable (ProcessStream, [UInt8]) async -> Void
  ) async throws(ProcessError) -> ProcessExit
}

extension ProcessRunner {
  /// Runs a short command and keeps at most `limit` bytes of each stream.
  package func answer(
    to command: ProcessCommand, limit: Int = 4 << 20
  ) async throws(ProcessError) -> ProcessAnswer {
    let kept = Mutex<(output: [UInt8], error: [UInt8])>(([], []))
    let exit = try await run(command) { stream, bytes in
      kept.withLock { kept in
        switch stream {
        case .output: kept.output.append(contentsOf: bytes.prefix(limit - kept.output.count))
        case .error: kept.error.append(contentsOf: bytes.prefix(limit - kept.error.count))
        }
      }
    }
    return kept.withLock { ProcessAnswer(exit: exit, output: $0.output, error: $0.error) }
  }
}
