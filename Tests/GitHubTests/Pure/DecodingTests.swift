import Digest
import Errors
import HTTP
import JSON
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("Reading what the forge answers", .timeLimit(.minutes(20)))
struct DecodingTests {
  private func reply(_ text: String) throws -> Reply {
    Reply(value: try JSONValue(parsing: text), pointer: "", doing: "testing")
  }

  @Test(
    "a pull request is open, merged or closed",
    arguments: [
      ("\"open\"", "null", PullRequestFacts.State.open),
      ("\"closed\"", "\"2026-11-22T03:30:00Z\"", .merged), ("\"closed\"", "null", .closed),
    ])
  func state(_ state: String, _ merged: String, _ expected: PullRequestFacts.State) throws {
    let text = try Shapes.pullRequest().edited("\"state\": \"open\"", to: "\"state\": \(state)")
      .edited("\"merged_at\": null", to: "\"merged_at\": \(merged)")
    let facts = try PullRequestFacts(try reply(text))
    #expect(facts.state == expected)
    #expect(facts.number == 7)
    #expect(facts.page == "https://example.org/o/r/pull/7")
  }

  @Test("an open pull request that a person made a draft is one")
  func drafts() throws {
    let draft = try Shapes.pullRequest().edited("\"draft\": false", to: "\"draft\": true")
    #expect(try PullRequestFacts(try reply(draft)).isDraft)
    #expect(try !PullRequestFacts(try reply(Shapes.pullRequest())).isDraft)
  }

  @Test("a body that is missing is empty, and one from a browser has our line ends")
  func body() throws {
    let none = try Shapes.pullRequest().edited("\"body\": \"body\"", to: "\"body\": null")
    #expect(try PullRequestFacts(try reply(none)).body == "")
    let form = Shapes.pullRequest(body: "a\\r\\nb")
    #expect(try PullRequestFacts(try reply(form)).body == "a\nb")
  }

  @Test(
    "a field of another type is named by its pointer",
    arguments: [
      ("\"number\": 7", "\"number\": \"7\"", "a string at \"/number\"; expected an integer"),
      ("\"number\": 7", "\"number\": null", "null at \"/number\"; expected an integer"),
      ("\"number\": 7", "\"number\": 7.5", "a number at \"/number\"; expected an integer"),
      ("\"title\": \"title\"", "\"title\": null", "null at \"/title\"; expected a string"),
      ("\"html_url\"", "\"other\"", "nothing at \"/html_url\"; expected a string"),
      (Shapes.commit, "abc", "a string at \"/head/sha\"; expected a full commit id"),
    ])
  func wrongType(_ field: String, _ wrong: String, _ found: String) throws {
    let reply = try reply(Shapes.pullRequest().edited(field, to: wrong))
    let error = #expect(throws: Failure.self) { try PullRequestFacts(reply) }
    #expect(error?.kind == .malformed)
    #expect(error?.found == found)
  }

  @Test("an element of a list is named by its place")
  func element() throws {
    let replies = try reply("[[], {\"id\": true}]").elements()
    let error = #expect(throws: Failure.self) { try replies[1].integer("id") }
    #expect(error?.found == "a boolean at \"/1/id\"; expected an integer")
  }

  @Test("an asset has a digest, or none that we can read")
  func asset() throws {
    let digest = SHA256Digest(of: Shapes.asset)
    #expect(try AssetFacts(try reply(Shapes.asset())).digest == digest)
    #expect(try AssetFacts(try reply(Shapes.asset(digest: "null"))).digest == nil)
    #expect(try AssetFacts(try reply(Shapes.asset(digest: "\"sha512:00\""))).digest == nil)
    #expect(try !AssetFacts(try reply(Shapes.asset(state: "starter"))).isUploaded)
  }

  @Test("an older release without the newest fields is read")
  func release() throws {
    let text = """
      {"id": 1, "html_url": "https://example.org/1", "tag_name": "v1", "draft": false,
       "body": null, "assets": [{"id": 2, "name": "a", "state": "uploaded", "size": 3}]}
      """
    let facts = try ReleaseFacts(try reply(text))
    #expect(facts.body == "")
    #expect(facts.assets.first?.digest == nil)
  }
}
