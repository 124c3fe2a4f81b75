import HTTP
import Rolling

extension Redactor {
  /// The one way out for errors: a forge may echo what we sent, the token included.
  package func redacting<Value>(
    _ body: () async throws(ForgeError) -> Value
  ) async throws(ForgeError) -> Value {
    do throws(ForgeError) { return try await body() } catch {
      throw ForgeError(
        kind: error.kind, doing: redacted(error.doing), found: redacted(error.found),
        hint: redacted(error.hint))
    }
  }
}
