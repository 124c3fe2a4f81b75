import Errors
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
  /// A failure of the file system while `doing`, told apart by whether the disk is full.
  init(doing: String, failure: any Error) {
    if isDiskFull(failure) {
      self.init(
        .diskFull, doing: doing, found: "no space left on the disk",
        hint: "free some space, or point the cache at another disk, and run again")
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
