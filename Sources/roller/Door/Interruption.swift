import Dispatch
import Foundation
import Rolling

/// Runs `work` so that Ctrl-C and a polite kill end it in order: containers are stopped, nothing is
/// left half-written, and the next run goes on from the facts.
func interruptible<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let task = Task { try await work() }
  let sources = [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { task.cancel() }
    source.resume()
    return source
  }
  defer { for source in sources { source.cancel() } }
  do {
    return try await task.value
  } catch  where task.isCancelled {
    throw CommandFailure(
      .tryLater, "interrupted; nothing is lost\n  hint: run the same command to go on")
  }
}
