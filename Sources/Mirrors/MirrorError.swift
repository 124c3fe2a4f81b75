import Errors
import Git
import ReleaseModel

/// Why a component's upstream repository did not answer, or not as it should.
package struct MirrorError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of "no" it is, for those who decide what to do next.
  package enum Kind: Sendable, Equatable {
    /// Upstream is there and does not have it: the repository, branch, commit or path.
    case absent
    /// Our rules forbid it: a moved tag, a hostile tree, a URL that may not be asked.
    case refused
    /// We could not tell: a time-out, a rate limit, an answer that is not git's.
    case tryLater
    /// This machine failed: a full disk, a damaged folder.
    case disk
    case cancelled
  }

  package let kind: Kind
  package let component: ComponentName
  /// What we were doing, and to what.
  package let operation: String
  package let found: String
  package let hint: String?

  package init(
    _ kind: Kind, _ component: ComponentName, while operation: String, found: String,
    hint: String? = nil
  ) {
    self.kind = kind
    self.component = component
    self.operation = operation
    self.found = found
    self.hint = hint
  }

  /// In one line.
  package var summary: String { "\(operation): \(found)" }

  /// The same with the remedy where this machine is at fault: no later try mends that.
  var explanation: String {
    guard kind == .disk, let hint else { return summary }
    return "\(summary); \(hint)"
  }

  package var description: String {
    "\(component): \(summary)" + (hint.map { "\n  hint: \($0)" } ?? "")
  }
}

extension Mirror {
  /// The system's error, as the component's.
  func failed(_ error: Failure) -> MirrorError {
    MirrorError(.disk, component.name, while: error.doing, found: error.found, hint: error.hint)
  }

  /// git's error, told of the URL that everybody knows and of our folder.
  func failed(_ error: GitError) -> MirrorError {
    let folder = repository.path
    let isOurs = error.repository == folder
    let kind: MirrorError.Kind =
      switch error.reason {
      case .cancelled: .cancelled
      case .refused, .limit: .refused
      case .notFound, .rejected: isOurs ? .disk : .absent
      case .unauthorized, .unreachable, .malformed, .locked: .tryLater
      case .corrupt: isOurs ? .disk : .tryLater
      case .exists, .invalid, .failed: .disk
      }
    let isDamage = isOurs && kind == .disk && error.machineTrouble == nil
    let hint = isDamage ? "delete \(folder); it is a cache and will be recreated" : error.hint
    let place = isOurs ? folder : replacement.map { "\(url) (from \($0))" } ?? url
    return MirrorError(
      kind, component.name, while: "\(error.operation) of \(place)", found: error.message,
      hint: hint)
  }
}
