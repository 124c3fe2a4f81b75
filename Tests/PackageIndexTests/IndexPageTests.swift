import Digest
import HTTP
import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("A page of an index", .timeLimit(.minutes(20)))
struct IndexPageTests {
  private func json(_ text: String) throws -> IndexPage {
    try IndexPage(json: Array(text.utf8), at: pageURL())
  }

  private func html(_ text: String) throws -> IndexPage {
    try IndexPage(html: Array(text.utf8), at: pageURL())
  }

  private func pageURL() throws -> HTTPURL {
    try HTTPURL("https://index.example/simple/iree-base-compiler/")
  }

  @Test("in JSON carries name, address, hash, size, time, Python and yank of each file")
  func everything() throws {
    let page = try json(Sample.page([Sample.wheel("3.10.0")], versions: ["3.10.0", "3.9.0"]))
    let file = try #require(page.files.first)
    let name = Sample.wheelName("3.10.0")
    #expect(file.name == name)
    #expect(file.location == .remote(try HTTPURL("https://index.example/files/\(name)")))
    #expect(file.sha256 == Sample.digest(name))
    #expect(file.size == Int64(name.utf8.count))
    #expect(file.uploaded == Timestamp("2026-01-07T04:05:06Z"))
    #expect(file.requiresPython == ">=3.10")
    #expect(file.yanked == nil)
    #expect(page.versions == ["3.10.0", "3.9.0"])
  }

  @Test("in JSON may yank with and without a reason")
  func yanks() throws {
    let page = try json(
      """
      {"meta": {"api-version": "1.0"}, "files": [
        {"filename": "a-1.0.tar.gz", "url": "a", "hashes": {}, "yanked": true},
        {"filename": "a-1.1.tar.gz", "url": "b", "hashes": {"sha256": "12"}, "yanked": "broken"}]}
      """)
    #expect(page.files.map(\.yanked) == ["", "broken"])
    #expect(page.files.map(\.sha256) == [nil, nil])
  }

  @Test(
    "in JSON that is not understood says where",
    arguments: [
      ("{", "is not JSON: 1:1: "), ("[]", "is an array; expected an object"),
      (#"{"files": []}"#, "/meta/api-version is missing"),
      (#"{"meta": {"api-version": "2.0"}, "files": []}"#, "speaks version 2.0"),
      (#"{"meta": {"api-version": "1.0"}}"#, "/files is missing"),
      (#"{"meta": {"api-version": "1.0"}, "files": [3]}"#, "/files/0 is not an object"),
      (#"{"meta": {"api-version": "1.0"}, "files": [{}]}"#, "/files/0/filename is missing"),
      (
        #"{"meta": {"api-version": "1.0"}, "files": [{"filename": "a", "url": "ftp://x"}]}"#,
        "/files/0/url"
      ),
    ])
  func refused(_ text: String, _ start: String) {
    let error = #expect(throws: IndexPageError.self) { try json(text) }
    #expect(error?.found.hasPrefix(start) == true, "\(error?.found ?? "")")
  }

  @Test("in HTML is a list of links, whatever stands around them")
  func links() throws {
    let hash = Sample.digest("x").hexadecimal
    let page = try html(
      """
      <!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.1">
      <base href="https://files.example/pool/"><title>Links</title>
      <script>var a = "<a href='no-1.0.tar.gz'>";</script></head><body>
      <!-- <a href="hidden-1.0.tar.gz">hidden</a> -->
      <a href="../b/pkg-1.0-py3-none-any.whl#sha256=\(hash)"
        data-requires-python="&gt;=3.8,&#60;4">x</a>
      <A HREF='pkg-1!1.0%2Bcpu-py3-none-any.whl#egg=pkg&sha256=\(hash.uppercased())' data-yanked>y
      </A><a data-yanked="bad &amp; worse" href=pkg-1.1.tar.gz>z</a>
      <a href="https://elsewhere.example/">home</a><a href="mailto:x@y">mail</a><a name=top>
      """)
    #expect(
      page.files.map(\.name) == [
        "pkg-1.0-py3-none-any.whl", "pkg-1!1.0+cpu-py3-none-any.whl", "pkg-1.1.tar.gz",
      ])
    #expect(
      page.files.first?.location
        == .remote(try HTTPURL("https://files.example/b/pkg-1.0-py3-none-any.whl")))
    #expect(page.files.map(\.sha256) == [Sample.digest("x"), Sample.digest("x"), nil])
    #expect(page.files.map(\.requiresPython) == [">=3.8,<4", nil, nil])
    #expect(page.files.map(\.yanked) == [nil, "", "bad & worse"])
  }

  @Test("in HTML of another major version, or without any markup, is refused")
  func notHTML() {
    #expect(throws: IndexPageError.self) {
      try html("<meta name='pypi:repository-version' content='2.0'>")
    }
    #expect(throws: IndexPageError.self) { try html("we are down for maintenance") }
  }

  @Test("that was cut off anywhere is read without a crash")
  func cut() throws {
    let text = "<!-- x --><a href='a-1.0.tar.gz' data-yanked=\"&#x41;\">a</a><style>b</style>"
    for length in 2...text.utf8.count where length > "<!-- x -->".utf8.count + 2 {
      let page = try html(String(text.prefix(length)))
      #expect(page.files.count <= 1)
    }
  }

  @Test("keeps a stranger's text on one printable line")
  func hostile() {
    #expect(shown("a\u{1B}[31m\nb\u{202E}c") == "a [31m b c")
    #expect(shown(String(repeating: "x", count: 300)).count == 201)
  }
}
