import CommandLineTool
import Dispatch
import Foundation
import Rolling

/// Runs `work` so that Ctrl-C and a polite kill end it in order: containers are stopped, nothing is
/// left half-written, and the next run goes on from the facts.
///
/// Work that was stopped may still return something, such as unjudged validations:
/// that is an interruption, too, unless `isWhole` says that it is all that was asked for.
func interruptible<Value: Sendable>(
  isWhole: (Value) -> Bool = { _ in false }, _ work: @escaping @Sendable () async throws -> Value
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
    let value = try await task.value
    guard task.isCancelled, !isWhole(value) else { return value }
  } catch  where !task.isCancelled {
    throw error
  } catch {
    throw interrupted
  }
  throw interrupted
}

/// Whether a night did all that it could.
func isWhole(_ night: NightSummary) -> Bool { night.exitCode != .tryLater }

/// Whether every validation came to a verdict.
func isWhole(_ validations: [Validation]) -> Bool { validations.allSatisfy(\.isJudged) }

private let interrupted = CommandFailure(
  .tryLater, "interrupted; nothing is lost\n  hint: run the same command to continue")
