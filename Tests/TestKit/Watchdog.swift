import Foundation

/// Kills a process, and all of its group, that does not end within its time.
///
/// A test that waits for a process on its thread cannot be cancelled by a suite's time limit; this ends
/// the wait. Foundation starts each process in a group of its own.
package final class Watchdog {
  private let alarm: any DispatchSourceTimer

  /// Watches `process`, which runs, until this is let go.
  package init(_ process: Process, minutes: Int = 10) {
    let id = process.processIdentifier
    alarm = DispatchSource.makeTimerSource(queue: .global())
    alarm.schedule(deadline: .now() + .seconds(minutes * 60))
    alarm.setEventHandler {
      kill(-id, SIGKILL)
      kill(id, SIGKILL)
    }
    alarm.resume()
  }

  deinit { alarm.cancel() }
}

extension Process {
  /// Starts this, lets `body` read what it says, and waits for its end, which comes in time.
  package func runToEnd<Value>(
    minutes: Int = 10, _ body: () throws -> Value = {}
  ) throws -> Value {
    try run()
    let watchdog = Watchdog(self, minutes: minutes)
    defer { withExtendedLifetime(watchdog) {} }
    let value = try body()
    waitUntilExit()
    return value
  }
}
