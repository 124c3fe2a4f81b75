internal import CCurl

/// What libcurl's codes and our own stops mean to the caller.
extension TransferReport {
  /// Why the hop failed, or nil when it brought an answer.
  func failure(of hop: Hop) -> HTTPError? {
    if let stop { return hop.error(stop, reached: mayHaveReachedServer) }
    guard code != CURLE_OK.rawValue else { return nil }
    let kind = kind(of: hop)
    return hop.error(
      kind, kind.found(in: self, hop), hint: kind.hint(for: hop), reached: mayHaveReachedServer,
      underlying: nil)
  }

  // https://curl.se/libcurl/c/libcurl-errors.html
  private func kind(of hop: Hop) -> HTTPError.Kind {
    switch CURLcode(rawValue: code) {
    case CURLE_OPERATION_TIMEDOUT: return .timeout(phase(of: hop))
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
      CURLE_SEND_ERROR, CURLE_PROXY:
      return .unreachable
    case CURLE_SSL_CONNECT_ERROR: return systemError == 0 ? .tls : .unreachable
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_USE_SSL_FAILED:
      return .tls
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return .truncated
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
      return .malformed
    case CURLE_READ_ERROR: return .file
    default: return .machine
    }
  }

  private func phase(of hop: Hop) -> HTTPError.Phase {
    guard isConnected else { return .connecting }
    // libcurl's clocks differ by a little; the idle limit strikes well before the deadline or not at all.
    guard hop.time - elapsed < .milliseconds(50) else { return .stalled }
    return status == 0 ? .waiting : .receiving
  }
}

extension Hop {
  fileprivate func error(_ stop: TransferStop, reached: Bool) -> HTTPError {
    switch stop {
    case .tooLarge(let limit):
      error(
        .tooLarge(limit: limit), "the answer has more than \(limit) bytes",
        hint: "raise the request's size limit if so much is expected", reached: reached)
    case .headTooLarge(let limit):
      error(
        .tooLarge(limit: limit), "the answer's head has more than \(limit) bytes",
        hint: "the response headers are too large; check the server", reached: reached)
    case .receiver(let underlying):
      error(
        .receiver, "what came could not be used: \(underlying)",
        hint: "see the error of the receiver", reached: reached, underlying: underlying)
    case .bodyUnreadable(let reason):
      error(
        .file, "the body could not be read: \(reason)",
        hint: "check the file that is sent", reached: reached)
    case .cancelled:
      error(.cancelled, "cancelled", hint: "run the same command again", reached: reached)
    }
  }
}

// MARK: - Texts

extension HTTPError.Kind {
  fileprivate func found(in report: TransferReport, _ hop: Hop) -> String {
    let words =
      report.message.isEmpty
      ? String(cString: curl_easy_strerror(CURLcode(rawValue: report.code))) : report.message
    switch self {
    case .timeout(.stalled): return "no data for \(hop.limits.idle)"
    case .timeout(.connecting): return "could not connect in time (\(words))"
    case .timeout(.waiting): return "no answer within \(hop.limits.deadline)"
    case .timeout(.receiving):
      return "the answer was not complete within \(hop.limits.deadline): \(report.received) bytes"
    case .truncated: return "the answer broke off after \(report.received) bytes (\(words))"
    case .unreachable, .tls, .tooLarge, .redirectRefused, .malformed, .retryLater, .refused,
      .cancelled, .file, .receiver, .machine:
      return words
    }
  }

  fileprivate func hint(for hop: Hop) -> String {
    let host = hop.url.origin
    switch self {
    case .timeout(.connecting), .unreachable:
      return "check that \(host) is up and that this machine can reach it, or try later"
    case .timeout(.waiting), .timeout(.receiving), .timeout(.stalled):
      return "try later, or give the request more time"
    case .tls:
      return "check this machine's clock and certificate bundle; TLS checks are never turned off"
    case .truncated: return "try again; if that does not help, check \(host) or a proxy before it"
    case .malformed: return "check that an HTTP server answers at \(host)"
    case .file: return "check the file that is sent"
    case .tooLarge, .redirectRefused, .retryLater, .refused, .cancelled, .receiver, .machine:
      return "this should not happen; report it with the log of --http-log"
    }
  }
}
