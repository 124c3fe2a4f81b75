/// What `body` gives within a time limit, when that is what a test waits for.
///
/// The limit doubles, up to half a minute, while it is not: a limit that is short on a quiet machine is none on
/// a busy one, which may not have come to what is tested. So no test depends on how fast a machine is.
package func triedLonger<Value>(
  until isReached: (Value) -> Bool, _ body: (Duration) async throws -> Value
) async throws -> Value {
  var limit = Duration.milliseconds(200)
  while true {
    let value = try await body(limit)
    guard !isReached(value), limit < .seconds(30) else { return value }
    limit *= 2
  }
}
