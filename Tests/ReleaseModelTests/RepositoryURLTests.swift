import ReleaseModel
import Testing

@Suite("The URL of a repository", .timeLimit(.minutes(20)))
struct RepositoryURLTests {
  @Test(
    "is taken when it is https on a public host",
    arguments: [
      "https://github.com/iree-org/iree", "https://github.com/iree-org/iree.git",
      "https://git.example.org:8443/~me/a_b/c-d", "https://GitHub.com/a",
    ])
  func taken(text: String) throws {
    #expect(try RepositoryURL(text).description == text)
  }

  @Test("is refused by policy whatever the address's notation, and secrets are not repeated")
  func refused() throws {
    let refused = [
      "https://10.0.0.1/x", "https://169.254.169.254/latest", "https://0/x", "https://0x7f.1/x",
      "https://[::1]/x", "https://[fe80::1%25eth0]/x", "https://127.0.0.1./x",
      "https://LOCALHOST/x",
      "https://printer/x", "https://nas.local/x", "https://me:secret@github.com/x",
      "https://me:secret@\u{301}github.com/x", "ssh://me:secret@github.com/x", "FILE:///secret@x",
    ]
    for text in refused {
      let fault = try #require(throws: RepositoryURL.Fault.self) { try RepositoryURL(text) }
      #expect(fault.kind == .refused, "\(text)")
      #expect(!fault.found.contains("secret") && !fault.hint.contains("secret"), "\(text)")
    }
  }

  @Test("is taken from a host that the caller excepts, and from no other")
  func exceptions() throws {
    let mirrors = ["http://127.0.0.1:4711/"]
    #expect(
      try RepositoryURL("http://127.0.0.1:4711/iree", exceptions: mirrors).description.count == 26)
    #expect(throws: RepositoryURL.Fault.self) {
      try RepositoryURL("http://127.0.0.1:4712/iree", exceptions: mirrors)
    }
    #expect(throws: RepositoryURL.Fault.self) {
      try RepositoryURL("http://127.0.0.1:4711/\n", exceptions: mirrors)
    }
  }
}
