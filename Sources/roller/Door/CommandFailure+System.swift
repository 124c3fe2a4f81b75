import Errors
import Git
import Rolling

extension CommandFailure {
  /// The system's "no": a machine that is mended does it next time; anything else is `otherwise`.
  init(_ error: SystemError, otherwise code: Rolling.ExitCode = .badData) {
    self.init(error.isMachineTrouble ? .tryLater : code, error.description)
  }

  /// git's "no" about a repository on this machine.
  init(_ error: GitError) {
    self.init(error.machineTrouble == nil ? .badData : .tryLater, "\(error)")
  }

  /// What a command let through, worded: it is never a mistake of usage.
  init(uncaught error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as GitError: self.init(error)
    case let error as NightError: self.init(error)
    case let error as ForgeError: self.init(error)
    default:
      let worded = SystemError(error, doing: "doing this")
      self.init(
        worded.isMachineTrouble ? .tryLater : .badData,
        worded.code == 0 ? worded.found : "\(worded.found)\n  hint: \(worded.hint)")
    }
  }
}
