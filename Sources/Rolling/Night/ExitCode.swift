import Errors

/// What the process tells its caller.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case done = 0
  case usage = 2
  case badData = 3
  case refused = 4
  case tryLater = 5
  case remoteSaidNo = 6
  case nothingGreen = 7
}

extension ExitCode {
  /// The one place where a failure becomes an exit code: a machine that is mended does it next time.
  package init(_ failure: Failure) {
    self =
      switch failure.kind {
      case .system where !failure.mayPass, .badData: .badData
      case .refused: .refused
      case .notFound, .rejected, .malformed, .moved: .remoteSaidNo
      case .system, .damaged, .unavailable, .cancelled: .tryLater
      }
  }
}
