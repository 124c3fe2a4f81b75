/// How long an exchange may take, and how much it may bring.
///
/// The durations hold for one attempt: its redirects are inside, waits between attempts are not.
package struct HTTPLimits: Sendable, Equatable {
  /// From the first look at the name server to the last byte.
  package var deadline: Duration
  /// Until a connection stands, TLS included.
  package var connect: Duration
  /// Without a byte in either direction; whole seconds, at least one.
  package var idle: Duration
  /// Of the response's body, in bytes, after decompression. Nil: 64 MiB when it is kept in memory,
  /// 4 GiB when it goes to a file or a receiver.
  package var size: Int?

  package init(
    deadline: Duration = .seconds(60), connect: Duration = .seconds(15),
    idle: Duration = .seconds(30), size: Int? = nil
  ) {
    self.deadline = deadline
    self.connect = connect
    self.idle = idle
    self.size = size
  }
}
