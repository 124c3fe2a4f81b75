internal import CCurl
import Foundation

/// libcurl's easy handle, owned and freed here, with the connections that it keeps open.
///
/// <https://curl.se/libcurl/c/libcurl-easy.html>
final class CurlHandle: @unchecked Sendable {
  // @unchecked: a handle is used by one transfer at a time; CurlHandlePool gives it to one only.
  private let raw: UnsafeMutableRawPointer
  private let message: UnsafeMutablePointer<CChar>
  private var fields: UnsafeMutablePointer<curl_slist>?
  private var firstFailure = CURLE_OK
  /// Who was spoken to last, so that the next transfer to the same can use its connection.
  var origin: HTTPOrigin?
  /// Whether every option was taken and every transfer succeeded so far.
  ///
  /// A failed look-up leaves a handle that refuses `CURLOPT_BUFFERSIZE` for ever after, and what other
  /// failures leave is nobody's promise; only a connection is worth keeping a handle for, and a
  /// failed transfer has none.
  private(set) var isSound = true

  /// libcurl wants one call before all others; it may come from any thread since 7.84:
  /// <https://curl.se/libcurl/c/curl_global_init.html>
  private static let start: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

  init() {
    guard Self.start == CURLE_OK, let raw = curl_easy_init() else {
      fatalError("libcurl could not start: out of memory, or its TLS library is broken")
    }
    self.raw = raw
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_slist_free_all(fields)
    curl_easy_cleanup(raw)
    message.deallocate()
  }

  /// Forgets all options and keeps the connections
  /// (<https://curl.se/libcurl/c/curl_easy_reset.html>).
  func reset() {
    curl_easy_reset(raw)
    curl_slist_free_all(fields)
    fields = nil
    message[0] = 0
    firstFailure = CURLE_OK
    note(ccurl_set_error_buffer(raw, message))
  }

  func set(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(raw, option, value)) }

  func set(_ option: CURLoption, offset: Int) {
    note(ccurl_set_offset(raw, option, curl_off_t(offset)))
  }

  func set(_ option: CURLoption, _ value: String?) { note(ccurl_set_string(raw, option, value)) }

  func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
    note(ccurl_set_pointer(raw, option, pointer))
  }

  /// Sets a callback by one of the shim's functions.
  func set<Function>(
    _ setter: (UnsafeMutableRawPointer?, Function) -> CURLcode, _ function: Function
  ) {
    note(setter(raw, function))
  }

  /// The lines of the head, in the forms of <https://curl.se/libcurl/c/CURLOPT_HTTPHEADER.html>.
  func set(lines: [String]) {
    for line in lines {
      guard let longer = curl_slist_append(fields, line) else {
        note(CURLE_OUT_OF_MEMORY)
        return
      }
      fields = longer
    }
    note(ccurl_set_list(raw, CURLOPT_HTTPHEADER, fields))
  }

  /// Does what was set, and blocks until it is done. An option that could not be set fails it:
  /// a limit that is not in force must not go unnoticed.
  func perform() -> CURLcode {
    guard firstFailure == CURLE_OK else { return firstFailure }
    let code = withoutBrokenPipeSignal { curl_easy_perform(raw) }
    if code != CURLE_OK { isSound = false }
    return code
  }

  /// What libcurl says about the last failure; may be empty.
  var failureText: String { String(cString: message) }

  func number(_ info: CURLINFO) -> Int {
    var value = 0
    return ccurl_get_long(raw, info, &value) == CURLE_OK ? value : 0
  }

  /// One of the times since the transfer's start.
  func time(_ info: CURLINFO) -> Duration {
    var microseconds: curl_off_t = 0
    let code = ccurl_get_offset(raw, info, &microseconds)
    return code == CURLE_OK ? .microseconds(Int64(microseconds)) : .zero
  }

  private func note(_ code: CURLcode) {
    guard code != CURLE_OK else { return }
    isSound = false
    if firstFailure == CURLE_OK { firstFailure = code }
  }
}

/// Runs `body` with SIGPIPE held back on this thread only.
///
/// `CURLOPT_NOSIGNAL` leaves it to us, and TLS libraries write to closed sockets:
/// <https://curl.se/libcurl/c/CURLOPT_NOSIGNAL.html>
private func withoutBrokenPipeSignal<Value>(_ body: () -> Value) -> Value {
  var pipe = sigset_t()
  var before = sigset_t()
  sigemptyset(&pipe)
  sigaddset(&pipe, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &pipe, &before)
  let value = body()
  if sigismember(&before, SIGPIPE) == 0 {
    var now = timespec()
    while sigtimedwait(&pipe, nil, &now) == SIGPIPE {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
  return value
}
