import Git
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReferenceNameTests {
  @Test("full names print back and know what they are")
  func parses() throws {
    #expect(try ReferenceName("refs/heads/roll/nightly").branch == "roll/nightly")
    #expect(try ReferenceName(tag: "v0.1.0").text == "refs/tags/v0.1.0")
    #expect(try ReferenceName("refs/pull/12/head").branch == nil)
    #expect(try ReferenceName("HEAD") == .head)
  }

  @Test(
    "names that git refuses, abbreviates or mistakes for an option are refused",
    arguments: [
      "", "main", "refs/heads/", "refs/heads/a..b", "refs/heads/a b", "refs/heads/a.lock",
      "refs/heads/.a", "refs/heads/a~1", "refs/heads/a\nb", "refs/heads/a\0b", "FETCH_HEAD",
      "refs//heads/a", "refs/heads/a/", "refs/heads/@{",
    ])
  func refuses(text: String) {
    #expect(throws: GitError.self) { try ReferenceName(text) }
  }

  @Test("a branch or tag that begins with a dash is refused")
  func refusesOptions() {
    #expect(throws: GitError.self) { try ReferenceName(branch: "-d") }
    #expect(throws: GitError.self) { try ReferenceName(tag: "--force") }
  }
}
