/// How one transfer ended, as libcurl and our callbacks saw it.
struct TransferReport: Sendable {
  /// libcurl's code: <https://curl.se/libcurl/c/libcurl-errors.html>.
  var code: UInt32
  /// Why a callback of ours ended it; stronger than the code.
  var stop: TransferStop?
  /// libcurl's words about the failure.
  var message: String
  var status = 0
  var headers = HTTPHeaders()
  /// What was kept in memory.
  var body: [UInt8] = []
  /// The start of the body, wherever the body went, for the log.
  var sample: [UInt8] = []
  /// Of the response's body, in bytes, decompressed.
  var received = 0
  /// In bytes, given to the receiver.
  var delivered = 0
  var elapsed = Duration.zero
  /// Whether a part of the request may have left this machine.
  var mayHaveReachedServer = false
  var isConnected = false
  /// The system's error number of a connection that failed; 0 for none.
  var systemError = 0
}

/// Why a callback ended a transfer.
enum TransferStop: Sendable {
  case tooLarge(limit: Int)
  case headTooLarge(limit: Int)
  case receiver(any Error)
  case bodyUnreadable(String)
  case cancelled
}
