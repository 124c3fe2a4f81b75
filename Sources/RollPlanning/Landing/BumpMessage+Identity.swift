import ReleaseModel

extension BumpMessage {
  /// Whether this is the message of the same roll, proved by the same evidence; what people call its
  /// pins does not count.
  package func says(_ other: BumpMessage) -> Bool {
    schedule == other.schedule && pinSet == other.pinSet && validated == other.validated
  }
}
