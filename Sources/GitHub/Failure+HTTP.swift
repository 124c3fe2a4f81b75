import Errors
import HTTP
import Rolling

extension Failure {
  /// Why no answer came. A write that may have arrived is looked up, not repeated.
  init(_ error: HTTPError, doing what: String, isWrite: Bool) {
    let mayBeDone = isWrite && error.mayHaveReachedServer && error.isTransient
    let isLimit = if case .retryLater = error.kind { true } else { false }
    self.init(
      mayBeDone && !isLimit ? .moved : error.failure.kind,
      doing: "\(what) (\(error.method.rawValue) \(error.url))", found: error.found,
      hint: error.hint)
  }
}
