import Errors
import Git

extension Mirror {
  /// git's error, told of the URL that everybody knows and of our folder.
  func failed(_ error: GitError) -> Failure {
    let folder = repository.path
    let isOurs = error.repository == folder
    let kind: Failure.Kind =
      switch error.reason {
      case .cancelled: .cancelled
      case .refused, .limit: .refused
      case .notFound, .rejected: isOurs ? .damaged : .notFound
      case .unauthorized, .unreachable, .malformed, .locked: .unavailable
      case .corrupt: isOurs ? .damaged : .unavailable
      case .exists, .invalid, .failed: error.machineTrouble?.kind ?? .damaged
      }
    let isDamage = isOurs && kind == .damaged
    let hint = isDamage ? "delete \(folder); it is a cache and will be recreated" : error.hint
    let place = isOurs ? folder : replacement.map { "\(url) (from \($0))" } ?? url
    return Failure(
      kind, doing: "\(error.operation) of \(place)", found: error.message, hint: hint ?? "")
  }
}

extension Failure {
  /// In one line, with the remedy where this machine is at fault: no later try mends that.
  var explanation: String {
    switch kind {
    case .badData, .system, .damaged: hint.isEmpty ? summary : "\(summary); \(hint)"
    case .notFound, .refused, .rejected, .malformed, .moved, .unavailable, .cancelled:
      summary
    }
  }
}
