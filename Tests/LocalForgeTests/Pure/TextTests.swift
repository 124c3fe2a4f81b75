import JSON
import Testing

@testable import LocalForge

@Suite("Texts and names", .timeLimit(.minutes(20)))
struct TextTests {
  @Test(
    "asset names are normalised as GitHub does",
    arguments: [
      ("iree compiler.whl", "iree.compiler.whl"), ("a+b@c-d_e.f", "a+b@c-d_e.f"),
      ("ä/..\\x", "default.x"), ("..", "default."), ("a  b", "a.b"), ("x.", "x"),
    ])
  func assetNames(given: String, expected: String) {
    #expect(normalizedAssetName(given) == expected)
  }

  @Test("a refusal has GitHub's shape")
  func refusal() {
    let json = Refusal.alreadyExists("ReleaseAsset", field: "name").json.text()
    let expected = """
      {"message":"Validation Failed","errors":[{"resource":"ReleaseAsset",\
      "code":"already_exists","field":"name"}],\
      "documentation_url":"https://docs.github.com/rest","status":"422"}
      """
    #expect(json == expected)
  }

  @Test("missing fields are named all at once")
  func fields() {
    let refusal = #expect(throws: Refusal.self) {
      try PullProposal(Fields(JSONObject()), owner: "o")
    }
    #expect(refusal?.message == "Invalid request.\n\n\"head\", \"base\" weren't supplied.")
  }

  @Test("a CGI head is read when it is whole")
  func cgi() throws {
    let text = "Status: 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nbody"
    #expect(CGIHead.read(Array(text.utf8.prefix(40))) == nil)
    let (head, start) = try #require(CGIHead.read(Array(text.utf8)))
    #expect(head.status == 403)
    #expect(head.headers.map(\.value) == ["text/plain"])
    #expect(String(decoding: Array(text.utf8)[start...], as: UTF8.self) == "body")
  }

  @Test("git's raw and numeric listings are read together, renames too")
  func changes() {
    let zero = String(repeating: "0", count: 40)
    let one = String(repeating: "1", count: 40)
    let listing = [
      ":100644 100644 \(zero) \(one) M", "a b", ":100644 000000 \(one) \(zero) D", "gone",
      ":100644 100644 \(one) \(one) R090", "old", "new", "2\t1\ta b", "-\t-\tgone", "3\t0\t", "old",
      "new", "",
    ].joined(separator: "\0")
    let changes = parsedChanges(listing)
    #expect(changes.map(\.path) == ["a b", "gone", "new"])
    #expect(changes.map(\.status) == [.modified, .removed, .renamed])
    #expect(changes.map(\.additions) == [2, 0, 3])
    #expect(changes.map(\.previousPath) == [nil, nil, "old"])
  }

  @Test("a patch is split at its files, whatever their line ends")
  func patches() {
    let patch = "diff --git a/x b/x\nindex 1..2\n@@ -1 +1 @@\n-a\r\n+b\r\ndiff --git a/y b/y\n"
    #expect(splitPatch(patch) == ["@@ -1 +1 @@\n-a\r\n+b\r", nil])
  }

  @Test("nothing written by somebody becomes markup")
  func escaping() {
    #expect(escaped("<b a='\"&") == "&lt;b a=&#39;&quot;&amp;")
  }

  @Test("git's addresses are told from everything else")
  func gitRequests() throws {
    let identity = try #require(ForgeIdentity(owner: "o", name: "r"))
    func request(_ method: String, _ path: String, _ query: String = "") -> GitRequest? {
      GitRequest(
        method: method, segments: path.split(separator: "/").map { String($0) },
        query: Query(query))
    }
    func isOurs(_ path: String) -> Bool {
      identity.isRepository(at: path.split(separator: "/").map { String($0) })
    }
    #expect(request("GET", "o/r.git/info/refs", "service=git-upload-pack")?.service == .uploadPack)
    #expect(request("POST", "O/R/git-receive-pack")?.service == .receivePack)
    #expect(request("GET", "o/r.git/info/refs") == nil)
    #expect(request("GET", "o/r.git/objects/info/packs") == nil)
    #expect(request("GET", "a/b/info/refs", "service=git-upload-pack")?.repository == ["a", "b"])
    #expect(isOurs("o/r.git") && isOurs("O/R") && !isOurs("o/other.git") && !isOurs("o"))
  }
}
