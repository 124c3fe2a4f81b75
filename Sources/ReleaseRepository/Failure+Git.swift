import Errors
import Git
import Rolling

/// Runs git and calls its errors the forge's.
func doing<Value>(
  _ what: String, _ body: () async throws(GitError) -> Value
) async throws(Failure) -> Value {
  do throws(GitError) { return try await body() } catch { throw Failure(git: error, doing: what) }
}

extension Failure {
  /// An outage page where git's protocol belongs is not a reason to give up for ever.
  init(git error: GitError, doing what: String) {
    let kind: Kind =
      switch error.reason {
      case .unreachable, .locked, .cancelled, .malformed: .unavailable(afterSeconds: nil)
      case .corrupt: .malformed
      case .failed, .rejected:
        // A disk that is full, ours or the forge's, is nobody's "no".
        Failure.code(in: error.message) == nil ? .rejected : .unavailable(afterSeconds: nil)
      case .notFound, .exists, .invalid, .refused, .limit, .unauthorized: .rejected
      }
    self.init(
      kind, doing: "\(what) (\(error.operation), \(error.repository))",
      found: error.message, hint: error.hint ?? "see `roller doctor`")
  }
}
