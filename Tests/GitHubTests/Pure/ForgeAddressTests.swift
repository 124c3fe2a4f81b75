import Errors
import HTTP
import Rolling
import Testing

@testable import GitHub

@Suite("Where a forge answers", .timeLimit(.minutes(20)))
struct ForgeAddressTests {
  @Test(
    "a page leads to its REST API and its git",
    arguments: [
      ("https://github.com/o/r", "https://api.github.com/", "https://github.com/o/r.git"),
      ("https://github.com/o/r.git", "https://api.github.com/", "https://github.com/o/r.git"),
      ("https://GitHub.com/o/r/", "https://api.github.com/", "https://github.com/o/r.git"),
      ("https://acme.ghe.com/o/r", "https://api.acme.ghe.com/", "https://acme.ghe.com/o/r.git"),
      ("https://ghe.acme.org/o/r", "https://ghe.acme.org/api/v3", "https://ghe.acme.org/o/r.git"),
      ("http://127.0.0.1:80/o/r", "http://127.0.0.1/api/v3", "http://127.0.0.1/o/r.git"),
    ])
  func page(_ page: String, _ api: String, _ git: String) throws {
    let address = try ForgeAddress(page: page)
    #expect("\(address.api)" == api)
    #expect("\(address.git)" == git)
    #expect(address.owner == "o")
    #expect(address.name == "r")
  }

  @Test(
    "what is no repository's page is refused",
    arguments: [
      "", "github.com/o/r", "https://github.com", "https://github.com/o",
      "https://github.com/o/r/pulls", "https://github.com/o/r?tab=readme", "ssh://github.com/o/r",
      "https://user:secret@github.com/o/r", "https://github.com/o/%2e%2e%2fx", "file:///o/r",
      "https://github.com/o r/x",
    ])
  func refused(_ page: String) {
    let error = #expect(throws: Failure.self) { try ForgeAddress(page: page) }
    #expect(error?.kind == .rejected)
    #expect(error?.description.contains("secret") == false)
  }

  @Test("assets go beside the API, and for GitHub's own hosts to their host for uploads")
  func uploads() throws {
    let origins = { (page: String) in
      Set(try ForgeAddress(page: page).uploadOrigins.map(\.description))
    }
    #expect(
      try origins("https://github.com/o/r") == [
        "https://api.github.com", "https://uploads.github.com",
      ])
    #expect(
      try origins("https://acme.ghe.com/o/r") == [
        "https://api.acme.ghe.com", "https://uploads.acme.ghe.com",
      ])
    #expect(try origins("https://ghe.acme.org/o/r") == ["https://ghe.acme.org"])
  }
}
