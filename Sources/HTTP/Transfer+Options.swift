internal import CCurl
import Foundation

// Each option has its page: https://curl.se/libcurl/c/CURLOPT_<NAME>.html
extension Transfer {
  func configure(_ handle: CurlHandle, _ configuration: HTTPConfiguration) {
    setTarget(handle, configuration)
    setTrust(handle, configuration)
    setLimits(handle)
    setMethod(handle)
    setHead(handle)
    setCallbacks(handle)
  }

  private func setTarget(_ handle: CurlHandle, _ configuration: HTTPConfiguration) {
    handle.set(CURLOPT_URL, hop.url.description)
    handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    // Redirects are ours to judge; libcurl is to follow none.
    handle.set(CURLOPT_FOLLOWLOCATION, 0)
    // An empty proxy, unlike none, keeps libcurl from looking into the environment.
    handle.set(CURLOPT_PROXY, configuration.proxy ?? "")
    handle.set(CURLOPT_NOPROXY, configuration.proxyExceptions)
    handle.set(CURLOPT_FRESH_CONNECT, hop.mayReuseConnection ? 0 : 1)
  }

  private func setTrust(_ handle: CurlHandle, _ configuration: HTTPConfiguration) {
    handle.set(CURLOPT_SSL_VERIFYPEER, 1)
    handle.set(CURLOPT_SSL_VERIFYHOST, 2)
    handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let bundle = configuration.certificateBundle { handle.set(CURLOPT_CAINFO, bundle) }
  }

  private func setLimits(_ handle: CurlHandle) {
    // Zero would mean no limit at all.
    handle.set(CURLOPT_TIMEOUT_MS, max(milliseconds(hop.time), 1))
    handle.set(CURLOPT_CONNECTTIMEOUT_MS, max(milliseconds(min(hop.limits.connect, hop.time)), 1))
    handle.set(CURLOPT_LOW_SPEED_LIMIT, 1)
    handle.set(CURLOPT_LOW_SPEED_TIME, max(milliseconds(hop.limits.idle) / 1000, 1))
    handle.set(CURLOPT_NOSIGNAL, 1)
    handle.set(CURLOPT_BUFFERSIZE, 256 << 10)
    handle.set(CURLOPT_TCP_KEEPALIVE, 1)
  }

  private func setMethod(_ handle: CurlHandle) {
    switch hop.method {
    case .get where hop.body == .none: handle.set(CURLOPT_HTTPGET, 1)
    case .head: handle.set(CURLOPT_NOBODY, 1)
    case .delete where hop.body == .none, .options where hop.body == .none:
      handle.set(CURLOPT_HTTPGET, 1)
      handle.set(CURLOPT_CUSTOMREQUEST, hop.method.rawValue)
    case .get, .delete, .options, .put, .post, .patch:
      handle.set(CURLOPT_POST, 1)
      handle.set(CURLOPT_CUSTOMREQUEST, hop.method.rawValue)
      handle.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: reader.count)
    }
  }

  private func setHead(_ handle: CurlHandle) {
    var lines = hop.headers.fields.map { field in
      field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }
    // Without these libcurl calls every body a form, and waits a second for "100 Continue".
    if hop.headers["Content-Type"] == nil { lines.append("Content-Type:") }
    if hop.headers["Expect"] == nil { lines.append("Expect:") }
    handle.set(lines: lines)
    // The empty list stands for every encoding that libcurl was built with.
    if hop.acceptsEncodings { handle.set(CURLOPT_ACCEPT_ENCODING, "") }
  }

  private func setCallbacks(_ handle: CurlHandle) {
    let me = Unmanaged.passUnretained(self).toOpaque()
    handle.set(CURLOPT_WRITEDATA, pointer: me)
    handle.set(CURLOPT_HEADERDATA, pointer: me)
    handle.set(CURLOPT_READDATA, pointer: me)
    handle.set(CURLOPT_SEEKDATA, pointer: me)
    handle.set(CURLOPT_XFERINFODATA, pointer: me)
    handle.set(CURLOPT_NOPROGRESS, 0)
    handle.set(ccurl_set_writer) { bytes, size, count, user in
      transfer(user).takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        ? size * count : refusal(of: size * count)
    }
    handle.set(ccurl_set_header_reader) { bytes, size, count, user in
      transfer(user).takeHeadLine(UnsafeRawBufferPointer(start: bytes, count: size * count))
        ? size * count : refusal(of: size * count)
    }
    handle.set(ccurl_set_body_reader) { bytes, size, count, user in
      let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
      return transfer(user).reader.read(into: buffer) ?? Int(CURL_READFUNC_ABORT)
    }
    handle.set(ccurl_set_body_seeker) { user, place, _ in
      transfer(user).reader.seek(to: Int(place))
      return CURL_SEEKFUNC_OK
    }
    handle.set(ccurl_set_progress) { user, _, _, _, _ in transfer(user).isCancelled() ? 1 : 0 }
    handle.set(ccurl_set_socket_opener) { _, socket, _ in
      // A child process would hold the connection open, and could speak on it.
      _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
      return CURL_SOCKOPT_OK
    }
  }
}

private func transfer(_ user: UnsafeMutableRawPointer?) -> Transfer {
  guard let user else { fatalError("libcurl called back without the pointer that it was given") }
  return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue()
}

/// Any count but the given one ends the transfer, and an empty piece needs another one than 0.
private func refusal(of count: Int) -> Int { count == 0 ? 1 : 0 }

private func milliseconds(_ duration: Duration) -> Int {
  let whole = duration / .milliseconds(1)
  return Int(min(max(whole.rounded(.up), 0), Double(Int32.max)))
}
