import Errors
import Foundation
import Processes
import SafeText

/// Why containers cannot be used: what we were doing, what was found, and what to do next.
package struct ContainerError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// No podman, or one that is too old.
    case noEngine
    /// The engine, or the machine under it, failed.
    case engineFailed
    /// The images could not be made; later may be better.
    case imageFailed
    /// A recipe is wrong or incomplete.
    case badRecipe
    /// An input of a validation is missing or is not what the pin says.
    case badInput
    /// No room on the disk.
    case diskFull
    /// Our own task was cancelled.
    case cancelled
  }

  package let kind: Kind
  package let doing: String
  package let found: String
  package let hint: String

  package init(_ kind: Kind, doing: String, found: String, hint: String) {
    self.kind = kind
    self.doing = doing
    self.found = found
    self.hint = hint
  }

  package var description: String { "\(doing): \(found)\n  hint: \(hint)" }
}

extension ContainerError {
  /// What a process or the file system did not do while `doing`, told apart by whether the disk is full.
  init(doing: String, failure: any Error) {
    if let error = failure as? ProcessError {
      switch error {
      case .cancelled: self = .cancelled(doing: doing)
      case .notStarted(_, let found): self = engineFailed(doing: doing, found: found)
      }
    } else if isDiskFull(failure) {
      self.init(
        .diskFull, doing: doing, found: "no space left on the disk",
        hint: "free some space, or point the cache at another disk, and run again")
    } else if SystemError.code(of: failure) == ECANCELED {
      self = .cancelled(doing: doing)
    } else {
      let why = SystemError(failure, doing: doing)
      self.init(
        .engineFailed, doing: doing, found: visibleText(why.found, limit: 300), hint: why.hint)
    }
  }

  static func cancelled(doing: String) -> ContainerError {
    ContainerError(
      .cancelled, doing: doing, found: "stopped before its end", hint: "run it again")
  }
}

extension FileLock {
  /// Waits until `file` is ours; calls `waiting` once when somebody else has it.
  static func held(
    _ file: URL, _ kind: Kind = .exclusive, on clock: any Clock<Duration>,
    waiting: () async -> Void = {}
  ) async throws(ContainerError) -> FileLock {
    do throws(SystemError) {
      return try await acquire(file, kind, on: clock, waiting: waiting)
    } catch {
      throw ContainerError(doing: error.doing, failure: error)
    }
  }
}
