import Errors
import Git
import HTTP
import Rolling

/// Runs git and calls its errors the forge's.
func doing<Value>(
  _ what: String, _ body: () async throws(GitError) -> Value
) async throws(ForgeError) -> Value {
  do throws(GitError) { return try await body() } catch { throw ForgeError(error, doing: what) }
}

extension ForgeError {
  /// An outage page where git's protocol belongs is no reason to give up for ever.
  init(_ error: GitError, doing what: String) {
    let kind: Kind =
      switch error.reason {
      case .unreachable, .locked, .cancelled, .malformed: .tryLater(afterSeconds: nil)
      case .corrupt: .malformed
      case .failed, .rejected:
        // A disk that is full, ours or the forge's, is nobody's "no".
        SystemError.code(in: error.message) == nil ? .refused : .tryLater(afterSeconds: nil)
      case .notFound, .exists, .invalid, .refused, .limit, .unauthorized: .refused
      }
    self.init(
      kind: kind, doing: "\(what) (\(error.operation), \(error.repository))",
      found: error.message, hint: error.hint ?? "see `roller doctor`")
  }

  /// Why no answer came. A write that may have arrived is looked up, not repeated.
  init(_ error: HTTPError, doing what: String, isWrite: Bool) {
    let kind: Kind =
      if case .retryLater(let delay) = error.kind {
        .tryLater(afterSeconds: delay.components.seconds)
      } else if isWrite, error.mayHaveReachedServer, error.isTransient {
        .moved
      } else {
        error.isTransient || error.isOurs ? .tryLater(afterSeconds: nil) : .refused
      }
    self.init(
      kind: kind, doing: "\(what) (\(error.method.rawValue) \(error.url))", found: error.found,
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
