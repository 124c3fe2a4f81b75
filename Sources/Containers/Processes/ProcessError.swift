/// Why a process has no exit to report.
package enum ProcessError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Our task was cancelled, and the process with it.
  case cancelled
  case notStarted(program: String, found: String)

  package var description: String {
    switch self {
    case .cancelled: "stopped before its end"
    case .notStarted(let program, let found): "\(program) did not start: \(found)"
    }
  }
}
