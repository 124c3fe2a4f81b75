import Errors
import Git
import LocalForge
import Mirrors
import ReleaseModel
import ReleaseRepository
import Rolling
import SafeText

extension CommandFailure {
  /// `code` where it is only this machine that says no, and not for a trouble that passes.
  package init(_ error: Failure, otherwise code: Rolling.ExitCode = .badData) {
    let isOther = if case .system = error.kind { !error.mayPass } else { false }
    let lines = UntrustedText.lines(error.description)
    self.init(isOther ? code : ExitCode(error), lines.joined(separator: "\n"))
  }

  package init(_ error: GitError) { self.init(error.failure) }

  package init(_ error: HistoryError) {
    switch error {
    case .git(let error): self.init(error)
    case .noPins, .unreadable: self.init(.badData, error.description)
    }
  }

  /// What a command let through, worded: it is never a mistake of usage.
  package init(uncaught error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as GitError: self.init(error)
    case let error as HistoryError: self.init(error)
    case let error as NightError: self.init(error)
    case let error as Failure: self.init(error)
    case let mistakes as Mistakes: self.init(mistakes)
    default:
      let worded = Failure(error, doing: "")
      self.init(ExitCode(worded), worded.kind == .system(0) ? worded.found : worded.description)
    }
  }
}
