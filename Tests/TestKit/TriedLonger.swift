import HTTP

/// What `body` gives within a time limit, when that is what a test waits for.
///
/// The limit doubles, up to half a minute, while it is not: a limit that is short on a quiet machine is none on
/// a busy one, which may not have come to what is tested. So no test depends on how fast a machine is.
package func triedLonger<Value>(
  _ body: (Duration) async throws -> (value: Value, isReached: Bool)
) async throws -> Value {
  var limit = Duration.milliseconds(200)
  while true {
    let end = try await body(limit)
    guard !end.isReached, limit < .seconds(30) else { return end.value }
    limit *= 2
  }
}

extension HTTPLimits {
  /// As long as a suite may take: a server of a test answers, however busy the machine is.
  package static let patient = HTTPLimits(
    deadline: .seconds(1_200), connect: .seconds(1_200), idle: .seconds(1_200))
}
