import Errors
import Mirrors
import Testing

@Suite("Rewriting where repositories are fetched from", .timeLimit(.minutes(20)))
struct MirrorRewritesTests {
  @Test("the longest beginning counts, and what nothing replaces stays")
  func longest() throws {
    let rewrites = try MirrorRewrites(parsing: [
      "https://github.com/=https://git.example.com/mirror/",
      "https://github.com/openxla/xla=https://other.example/xla",
    ])
    #expect(
      rewrites.url(for: "https://github.com/iree-org/iree")
        == "https://git.example.com/mirror/iree-org/iree")
    #expect(rewrites.url(for: "https://github.com/openxla/xla") == "https://other.example/xla")
    #expect(rewrites.url(for: "https://gitlab.com/a/b") == "https://gitlab.com/a/b")
    #expect(rewrites.replacement(for: "https://gitlab.com/a/b") == nil)
  }

  @Test("a folder leads to where it is served, and keeps its own name whatever the port")
  func folders() throws {
    let rewrites = try MirrorRewrites(parsing: [
      "https://sample.example/=/tmp/up/", "https://one.example/x=/srv/x.git",
    ])
    #expect(rewrites.folders == ["/srv/x.git", "/tmp/up/"])
    let served = rewrites.serving("/tmp/up/", at: "http://127.0.0.1:81/")
      .serving("/srv/x.git", at: "http://127.0.0.1:82/")
    #expect(served.url(for: "https://sample.example/a/b") == "http://127.0.0.1:81/a/b")
    #expect(served.url(for: "https://one.example/x") == "http://127.0.0.1:82/")
    #expect(served.replacement(for: "https://sample.example/a/b") == "/tmp/up/a/b")
  }

  @Test(
    "texts that are no rewrite are refused, and no password is repeated",
    arguments: [
      "https://github.com/", "github.com=/srv", "http://a/=/srv", "https://a/=srv/git",
      "https://a/=ssh://b", "https://a/=https://me:secret@b/", "", "=",
    ])
  func refused(text: String) {
    let fault = #expect(throws: Failure.self) { try MirrorRewrites(parsing: [text]) }
    #expect(fault?.description.contains("hint") == true)
    #expect(fault?.description.contains("secret") == false)
  }
}
