import HTTP
import Rolling

extension ForgeError {
  /// Why no answer came. A write that may have arrived is looked up, not repeated.
  init(_ error: HTTPError, doing what: String, isWrite: Bool) {
    let kind: Kind =
      if case .retryLater(let delay) = error.kind {
        .tryLater(afterSeconds: delay.components.seconds)
      } else if isWrite, error.mayHaveReachedServer, error.isTransient {
        .moved
      } else {
        error.isTransient || error.kind == .cancelled ? .tryLater(afterSeconds: nil) : .refused
      }
    self.init(
      kind: kind, doing: "\(what) (\(error.method.rawValue) \(error.url))", found: error.found,
      hint: error.hint)
  }
}
