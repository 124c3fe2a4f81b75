import Foundation
import Git
import LocalForge
import ReleaseHistory
import ReleaseModel
import Rolling
import Upstreams

extension CommandFailure {
  /// Any error as a command's: whatever reaches the door is said in words, with a code that fits and a
  /// way on. A usage error is none of these; those are ArgumentParser's.
  init(uncaught error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as GitError: self.init(error)
    case let error as HistoryError: self.init(error)
    case let error as MirrorError: self.init(error)
    case let error as NightError: self.init(error)
    case let error as ForgeError: self.init(error)
    case let error as LocalForgeError: self.init(.tryLater, error.description)
    case let mistakes as Mistakes: self.init(mistakes)
    case is CancellationError:
      self.init(.tryLater, "interrupted\n  hint: run the same command again")
    default: self.init(unexpected: error)
    }
  }

  /// git's "no": what the repository holds, who owns it, who is asked or what the machine lacks.
  init(_ error: GitError) {
    let code: Rolling.ExitCode =
      switch error.reason {
      case .notFound, .exists, .invalid, .limit, .corrupt: .badData
      case .refused: .refused
      case .locked, .unreachable, .cancelled, .failed, .malformed: .tryLater
      case .unauthorized, .rejected: .remoteSaidNo
      }
    self.init(code, error.description)
  }

  init(_ error: HistoryError) {
    switch error {
    case .git(let error): self.init(error)
    case .noPins, .unreadable: self.init(.badData, error.description)
    }
  }

  /// An error that no command gave words to: the machine's own, or a fault of ours.
  private init(unexpected error: any Error) {
    let system = error as NSError
    let path = system.userInfo[NSFilePathErrorKey] as? String
    let cause = (system.userInfo[NSUnderlyingErrorKey] as? NSError).map(\.localizedDescription)
    let isSystems = [NSCocoaErrorDomain, NSPOSIXErrorDomain].contains(system.domain)
    guard isSystems else {
      self.init(
        .badData, "\(error)\n  hint: roller did not expect this; report it with the command's words"
      )
      return
    }
    let place = path.map { "\(plain($0)): " } ?? ""
    let found = [system.localizedDescription, cause].compactMap(\.self).joined(separator: " ")
    self.init(
      .tryLater,
      place + found + "\n  hint: is there room on the disk, and may the folder be read"
        + " and written? roller doctor looks")
  }
}
