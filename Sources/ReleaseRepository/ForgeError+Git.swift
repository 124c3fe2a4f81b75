import Errors
import Git
import Rolling

/// Runs git and calls its errors the forge's.
func doing<Value>(
  _ what: String, _ body: () async throws(GitError) -> Value
) async throws(ForgeError) -> Value {
  do throws(GitError) { return try await body() } catch { throw ForgeError(error, doing: what) }
}

extension ForgeError {
  /// An outage page where git's protocol belongs is not a reason to give up for ever.
  init(_ error: GitError, doing what: String) {
    let kind: Kind =
      switch error.reason {
      case .unreachable, .locked, .cancelled, .malformed: .tryLater(afterSeconds: nil)
      case .corrupt: .malformed
      case .failed, .rejected:
        // A disk that is full, ours or the forge's, is nobody's "no".
        Failure.code(in: error.message) == nil ? .refused : .tryLater(afterSeconds: nil)
      case .notFound, .exists, .invalid, .refused, .limit, .unauthorized: .refused
      }
    self.init(
      kind: kind, doing: "\(what) (\(error.operation), \(error.repository))",
      found: error.message, hint: error.hint ?? "see `roller doctor`")
  }
}
