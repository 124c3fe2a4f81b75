internal import CCurl

/// libcurl's parsed form of a URL, owned and freed here.
struct ParsedURL: ~Copyable {
  private let raw: OpaquePointer

  /// In bytes; longer ones are refused by servers and fill logs.
  static let longest = 16_384

  init(_ text: String) throws(HTTPURLError) {
    guard let raw = curl_url() else { fatalError("libcurl could not allocate a URL") }
    self.raw = raw
    try set(CURLUPART_URL, text)
  }

  deinit { curl_url_cleanup(raw) }

  /// Sets a part; a relative reference set as the whole URL is resolved against what is there
  /// (<https://curl.se/libcurl/c/curl_url_set.html>). The fragment is dropped: it is never sent.
  func set(_ part: CURLUPart, _ text: String) throws(HTTPURLError) {
    guard text.utf8.count <= Self.longest else { throw tooLong(text.utf8.count) }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
      throw badCharacter()
    }
    let code = curl_url_set(raw, part, text, UInt32(CURLU_DISALLOW_USER))
    guard code != CURLUE_USER_NOT_ALLOWED else { throw hasUser() }
    guard code == CURLUE_OK else { throw unparsable(code) }
    curl_url_set(raw, CURLUPART_FRAGMENT, nil, 0)
  }

  func part(_ part: CURLUPart, _ flags: UInt32 = UInt32(CURLU_DEFAULT_PORT)) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(raw, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}

private func tooLong(_ count: Int) -> HTTPURLError {
  HTTPURLError(
    found: "the URL has \(count) bytes; the limit is \(ParsedURL.longest)",
    hint: "send long values in the body")
}

private func badCharacter() -> HTTPURLError {
  HTTPURLError(
    found: "the URL holds a space, a backslash, a control character or a letter outside ASCII",
    hint: "percent-encode it; write an international host name in its xn-- form")
}

private func hasUser() -> HTTPURLError {
  HTTPURLError(
    found: "the URL holds a user name or a password",
    hint: "leave out everything from // to @ and give the token from a file or the environment")
}

private func unparsable(_ code: CURLUcode) -> HTTPURLError {
  HTTPURLError(
    found: String(cString: curl_url_strerror(code)).lowercased(),
    hint: "write an absolute URL such as https://host/path")
}
