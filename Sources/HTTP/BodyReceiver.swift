/// Where the body of a success goes when it is not kept in memory.
struct BodyReceiver: Sendable {
  let receive: @Sendable (UnsafeRawBufferPointer) throws -> Void
  /// Forgets what was received, so that another attempt may start; nil when that is impossible.
  let restart: (@Sendable () throws -> Void)?
}
