import Testing

@testable import GitHub

@Suite("The Link field", .timeLimit(.minutes(20)))
struct LinkFieldTests {
  @Test(
    "the next page is found in every form that RFC 8288 allows",
    arguments: [
      "<https://h/a?page=2>; rel=\"next\", <https://h/a?page=9>; rel=\"last\"",
      "<https://h/a?page=9>; rel=\"last\", <https://h/a?page=2>; rel=\"next\"",
      "<https://h/a?page=2>; rel=next",
      "<https://h/a?page=2>;rel=\"prev next\"",
      "<https://h/a?page=2>; title=\"a, b; rel=x\"; REL=\"NEXT\"",
      "<https://h/z,y>; rel=\"first\", <https://h/a?page=2>; rel=\"next\"",
    ])
  func next(_ field: String) {
    #expect(LinkField([field])["next"] == "https://h/a?page=2")
  }

  @Test("a comma in a target does not end it")
  func comma() {
    #expect(
      LinkField(["<https://h/a?labels=x,y&page=2>; rel=\"next\""])["next"]?.hasSuffix("2") == true)
  }

  @Test("several fields are one list, and of two next pages the first counts")
  func several() {
    let field = LinkField(["<a>; rel=\"prev\"", "<b>; rel=\"next\"", "<c>; rel=\"next\""])
    #expect(field["next"] == "b")
    #expect(field["prev"] == "a")
  }

  @Test(
    "what is no link is none",
    arguments: [
      "", "<", ">", "<a", "a; rel=\"next\"", "<a>; rel", "<a>; xrel=\"next\"", "<a>; rel=\"",
    ])
  func malformed(_ field: String) {
    #expect(LinkField([field])["next"] == nil)
  }
}
