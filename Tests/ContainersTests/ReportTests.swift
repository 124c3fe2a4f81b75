import Testing

@testable import Containers

@Suite("What a recipe's scripts report", .timeLimit(.minutes(20)))
struct ReportTests {
  private static let digest = String(repeating: "a", count: 64)

  private func report(_ text: String) -> Result<ScriptReport, ReportError> {
    do throws(ReportError) { return .success(try ScriptReport(parsing: Array(text.utf8))) } catch {
      return .failure(error)
    }
  }

  @Test("a build's report is read")
  func green() throws {
    let text = """
      {"schema": 1, "verdict": "green", "reason": "",
       "files": [{"name": "a-1-py3-none-any.whl", "role": "x", "sha256": "\(Self.digest)", "bytes": 5}],
       "checks": [{"name": "auditwheel", "outcome": "green", "detail": "ok", "seconds": 1.5}]}
      """
    let report = try report(text).get()
    #expect(report.files.map(\.name) == ["a-1-py3-none-any.whl"])
    #expect(report.steps.first?.result.milliseconds == 1_500)
  }

  @Test(
    "a hostile report is refused",
    arguments: [
      "", "{", "[]", "null", #"{"schema": 2, "verdict": "green"}"#,
      #"{"schema": 1, "verdict": "great"}"#, #"{"schema": 1, "verdict": null}"#,
      #"{"schema": 1, "verdict": "green", "verdict": "red"}"#,
      #"{"schema": 1, "verdict": "green", "files": {}}"#,
      #"{"schema": 1, "verdict": "green", "files": [{"name": "../x", "sha256": "\#(digest)", "bytes": 1}]}"#,
      #"{"schema": 1, "verdict": "green", "files": [{"name": "-x", "sha256": "\#(digest)", "bytes": 1}]}"#,
      #"{"schema": 1, "verdict": "green", "files": [{"name": "x", "sha256": "abc", "bytes": 1}]}"#,
      #"{"schema": 1, "verdict": "green", "files": [{"name": "x", "sha256": "\#(digest)", "bytes": 1e99}]}"#,
      #"{"schema": 1, "verdict": "green", "files": [{"name": "x", "sha256": "\#(digest)", "bytes": 1}, {"name": "x", "sha256": "\#(digest)", "bytes": 1}]}"#,
      String(repeating: "[", count: 100_000),
    ])
  func hostile(text: String) {
    guard case .failure(let error) = report(text) else {
      Issue.record("accepted \(text.prefix(100))")
      return
    }
    #expect(error.found.count < 400)
  }

  @Test("a reason cannot deceive a terminal")
  func reason() throws {
    let text = #"{"schema": 1, "verdict": "red", "reason": "\u001b[2J\u202efoo"}"#
    #expect(try report(text).get().reason == "\\u{1b}[2J\\u{202e}foo")
  }

  @Test("a check's line is read, and a check of the package has one word")
  func checkLines() throws {
    let line = try #require(
      ReportedCheck(
        line:
          #"{"program": "mlp", "device": "vmvx", "action": "compile+run", "via": "python", "outcome": "green", "detail": "ok", "seconds": 0.8}"#
      ))
    #expect(line.name == "mlp/vmvx/python")
    #expect(line.result.action == "compile+run via python")
    #expect(line.result.milliseconds == 800)
    let install = try #require(
      ReportedCheck(
        line:
          #"{"program": "install", "device": "", "action": "install", "via": "package", "outcome": "red", "detail": "x", "seconds": 1}"#
      ))
    #expect(install.name == "install")
    #expect(!install.result.passed)
  }

  @Test(
    "what is not a check is refused",
    arguments: [
      "", "{}", "text",
      #"{"program": "p", "device": "d", "action": "a", "via": "v", "outcome": "skipped", "seconds": 1}"#,
      #"{"program": "p", "device": "d", "action": "a", "via": "v", "outcome": "green", "seconds": -1}"#,
      #"{"program": "p", "device": "d", "action": "a", "via": "v", "outcome": "green", "seconds": "1"}"#,
    ])
  func notACheck(line: String) {
    #expect(ReportedCheck(line: line) == nil)
  }

  @Test("the images that a build.sh reports are read")
  func images() throws {
    let line = """
      {"recipe": "sha256:\(Self.digest)", "build": {"tag": "localhost/b:1", "id": "sha256:\(Self.digest)"}, "clean": {"tag": "localhost/c:1", "id": "sha256:\(Self.digest)"}, "built": false, "seconds": 1}
      """
    let set = try #require(ImageSet(reportedAs: line))
    #expect(set.images["clean"]?.tag == "localhost/c:1")
    #expect(!set.wasBuilt)
    #expect(
      set.description == "build@sha256:\(Self.digest) clean@sha256:\(Self.digest)")
  }

  @Test(
    "what no build.sh prints is refused",
    arguments: [
      "", "done", "{}", #"{"built": true}"#,
      #"{"built": true, "build": {"tag": "--privileged", "id": "sha256:\#(digest)"}}"#,
      #"{"built": true, "build": {"tag": "a", "id": "latest"}}"#,
      "{\"built\": true}\n{\"built\": true}",
    ])
  func notImages(output: String) {
    #expect(ImageSet(reportedAs: output) == nil)
  }
}
