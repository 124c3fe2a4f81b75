import HTTP
import Testing

@Suite("URLs are parsed once, by the parser that decides whom to call", .timeLimit(.minutes(20)))
struct HTTPURLTests {
  @Test(
    "normal form",
    arguments: [
      ("https://Example.COM", "https://example.com/"),
      ("HTTPS://example.com:443/a?b#c", "https://example.com/a?b"),
      ("https://example.com/a/../b/./c", "https://example.com/b/c"),
      ("http://2130706433/", "http://127.0.0.1/"), ("http://0x7f.1/", "http://127.0.0.1/"),
      ("http://[::1]:80/x", "http://[::1]/x"), ("https://h:8443", "https://h:8443/"),
    ])
  func normal(text: String, expected: String) throws {
    let url = try HTTPURL(text)
    #expect(url.description == expected)
    #expect(try HTTPURL(url.description) == url)
  }

  @Test(
    "refused",
    arguments: [
      "", "example.com", "/a", "//h/a", "ftp://h/", "file:///etc/passwd", "ext::sh -c x",
      "ssh://git@h/", "https://u@h/", "https://u:p@h/", "https://@h/", "https://h\\@evil/",
      "https://-h/", "https://h /", "https://h/a b", "https://h/\n", "https://h/\0", "https://h/é",
      "https://", "https://h:0/", "https://h:65536/", "https://h:x/", "https://[::1/",
      "-https://h/",
      "https://h/" + String(repeating: "a", count: 20_000), "javascript:1",
    ])
  func refused(text: String) {
    let error = #expect(throws: HTTPURLError.self) { try HTTPURL(text) }
    #expect(error?.description.contains("u:p") == false)
    #expect(error?.hint.isEmpty == false)
  }

  @Test("segments and query items are encoded whole")
  func appending() throws {
    let base = try HTTPURL("https://h/api/v3/")
    #expect(
      try base.appending(path: "repos", "a/b", "ü %?#").description
        == "https://h/api/v3/repos/a%2Fb/%C3%BC%20%25%3F%23")
    #expect(
      try base.appending(query: [("q", "a&b=c d"), ("p", "+")]).description
        == "https://h/api/v3/?q=a%26b%3Dc%20d&p=%2B")
    #expect(
      try base.appending(query: [("a", "1")]).appending(query: [("b", "2")]).query == "a=1&b=2")
    for segment in ["", ".", ".."] {
      #expect(throws: HTTPURLError.self) { try base.appending(path: segment) }
    }
  }

  @Test(
    "references resolve as RFC 3986 says",
    arguments: [
      ("g", "https://h/b/c/g"), ("../g?y", "https://h/b/g?y"), ("/g", "https://h/g"),
      ("//g/x", "https://g/x"), ("?y", "https://h/b/c/d?y"),
      ("a b é", "https://h/b/c/a%20b%20%C3%A9"),
      ("http://other:81/", "http://other:81/"),
    ])
  func resolving(reference: String, expected: String) throws {
    #expect(try HTTPURL("https://h/b/c/d?q").resolving(reference).description == expected)
  }

  @Test(
    "loopback is known by every name",
    arguments: [
      ("localhost", true), ("a.localhost", true), ("127.9.9.9", true), ("[::1]", true),
      ("0x7f000001", true), ("localhost.example", false), ("127.0.0.1.example", false),
      ("10.0.0.1", false), ("128.0.0.1", false),
    ])
  func loopback(host: String, expected: Bool) throws {
    #expect(try HTTPURL("http://\(host)/").origin.isLoopback == expected)
  }

  @Test("an origin prints and parses back")
  func origin() throws {
    for text in ["https://h", "http://h:8080", "https://[::1]:444"] {
      #expect(try HTTPOrigin(text).description == text)
    }
    #expect(try HTTPURL("https://h/a").origin == HTTPOrigin("https://H:443/b"))
    #expect(try HTTPURL("https://h/a").origin != HTTPOrigin("http://h:443"))
  }
}
