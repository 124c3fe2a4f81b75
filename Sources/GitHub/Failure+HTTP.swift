import Errors
import HTTP
import Rolling

extension Failure {
  /// Why no answer came. A write that may have arrived is looked up, not repeated.
  init(_ error: HTTPError, doing what: String, isWrite: Bool) {
    let kind: Kind =
      if case .retryLater(let delay) = error.kind {
        .unavailable(afterSeconds: delay.components.seconds)
      } else if isWrite, error.mayHaveReachedServer, error.isTransient {
        .moved
      } else {
        error.isTransient || error.isOurs ? .unavailable : .rejected
      }
    self.init(
      kind, doing: "\(what) (\(error.method.rawValue) \(error.url))", found: error.found,
      hint: error.hint)
  }
}

extension HTTPError {
  /// Whether this machine or its caller ended it, and the forge said nothing.
  fileprivate var isOurs: Bool {
    switch kind {
    case .cancelled, .file, .machine: true
    case .timeout, .unreachable, .tls, .tooLarge, .redirectRefused, .truncated, .malformed,
      .retryLater, .refused, .receiver:
      false
    }
  }
}
