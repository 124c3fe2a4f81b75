import Testing

@testable import LocalForge

@Suite("Addresses", .timeLimit(.minutes(20)))
struct AddressTests {
  @Test("the enterprise prefixes are taken off and remembered")
  func prefix() throws {
    let address = try #require(Address(path: "/api/v3/repos/o/r/git/ref/heads%2Fa%20b", query: ""))
    #expect(address.segments == ["repos", "o", "r", "git", "ref", "heads/a b"])
    #expect(address.prefix == "/api/v3")
    let upload = try #require(Address(path: "/api/uploads/repos/o/r", query: ""))
    #expect(upload.segments == ["repos", "o", "r"])
  }

  @Test("a proxy's absolute address means its path")
  func absolute() throws {
    let address = try #require(Address(path: "http://github.localhost/user", query: "a=b+c"))
    #expect(address.segments == ["user"])
    #expect(address.prefix == "")
    #expect(address.query["a"] == "b c")
  }

  @Test("broken escapes are refused", arguments: ["/%", "/%4", "/%zz", "/%ff"])
  func broken(path: String) {
    #expect(Address(path: path, query: "") == nil)
  }

  @Test("a page's address keeps the other parameters")
  func pages() {
    let query = Query("state=all&page=2&head=o%3Ab")
    let link = Pagination(query).link(address: "http://h/pulls", query: query, total: 95)
    let expected = """
      <http://h/pulls?state=all&head=o%3Ab&page=1>; rel="prev", \
      <http://h/pulls?state=all&head=o%3Ab&page=3>; rel="next", \
      <http://h/pulls?state=all&head=o%3Ab&page=4>; rel="last", \
      <http://h/pulls?state=all&head=o%3Ab&page=1>; rel="first"
      """
    #expect(link == expected)
    #expect(Pagination(Query("")).link(address: "http://h", query: Query(""), total: 30) == nil)
  }

  @Test(
    "absurd pages are empty, absurd sizes are cut",
    arguments: ["page=99999999999", "page=9223372036854775807&per_page=100"])
  func absurd(query: String) {
    #expect(Pagination(Query(query)).slice([1, 2, 3]).isEmpty)
    #expect(Pagination(Query("per_page=1000&page=-4")).size == 100)
  }
}
