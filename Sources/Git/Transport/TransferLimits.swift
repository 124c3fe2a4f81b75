/// How long a conversation with a remote may take, and how much it may bring.
package struct TransferLimits: Sendable, Hashable {
  /// For one request and its answer.
  package var deadline: Duration
  /// Without a byte in either direction.
  package var idle: Duration
  /// Of a received pack, in bytes.
  package var pack: Int
  /// In a received pack.
  package var objects: Int
  /// Of a list of references, in bytes; a reference takes about 70.
  package var listing: Int
  /// Of a sent pack, in bytes.
  package var sent: Int

  package init(
    deadline: Duration = .seconds(1800), idle: Duration = .seconds(60), pack: Int = 4 << 30,
    objects: Int = 16 << 20
  ) {
    self.deadline = deadline
    self.idle = idle
    self.pack = pack
    self.objects = objects
    listing = 64 << 20
    sent = 1 << 30
  }
}
