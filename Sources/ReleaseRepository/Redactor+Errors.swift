import Errors
import HTTP
import Rolling

extension Redactor {
  /// The one way out for errors: a forge may echo what we sent, the token included.
  package func redacting<Value>(
    _ body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    do throws(Failure) { return try await body() } catch {
      throw Failure(
        error.kind, doing: redacted(error.doing), found: redacted(error.found),
        hint: redacted(error.hint))
    }
  }
}
