import Errors

/// Why the workspace is not as it was asked to be.
package struct WorkspaceError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// A file or folder is not what it should be.
    case badData
    /// Our rules forbid it: unsaved work would be lost.
    case refused
    /// git or the network did not do it now.
    case tryLater
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

  /// A machine that fails may be mended; anything else is wrong where it lies.
  init(_ error: SystemError) {
    self.init(
      error.isMachineTrouble ? .tryLater : .badData, doing: error.doing, found: error.found,
      hint: error.hint)
  }

  package var description: String { "\(doing): \(found)\n  hint: \(hint)" }
}
