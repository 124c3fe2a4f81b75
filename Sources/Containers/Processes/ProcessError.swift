/// Why a process has no exit to report.
package enum ProcessError: Error, Sendable, Equatable {
  /// Our task was cancelled, and the process with it.
  case cancelled
  case notStarted(program: String, found: String)
}
