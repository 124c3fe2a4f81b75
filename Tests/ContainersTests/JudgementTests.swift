import ReleaseModel
import Testing

@testable import Containers

@Suite("How a run is judged", .timeLimit(.minutes(20)))
struct JudgementTests {
  private func verdict(
    _ end: ContainerEnd, _ word: ScriptReport.Word?, reason: String = "because",
    firstError: String? = nil, sawFullDisk: Bool = false
  ) -> Verdict {
    let report = word.map {
      ScriptReport(
        verdict: $0, reason: reason, files: [], expected: nil, executed: nil, steps: [])
    }
    return Judgement(
      end: end,
      report: report.map(Result.success)
        ?? .failure(ReportError(found: "result.json was not written")),
      limits: ContainerLimits(), firstError: firstError, sawFullDisk: sawFullDisk
    ).verdict
  }

  @Test("green and red need the code and the report to agree")
  func agreement() {
    #expect(verdict(.exited(0), .green) == .green)
    #expect(verdict(.exited(1), .red) == .red(because: "because"))
    #expect(
      verdict(.exited(0), .red) == .unjudged(because: "exit code 0, but result.json says red"))
    #expect(
      verdict(.exited(1), .green) == .unjudged(because: "exit code 1, but result.json says green"))
  }

  @Test("without a report nothing is judged, not even by exit code 0")
  func noReport() {
    #expect(
      verdict(.exited(0), nil)
        == .unjudged(because: "exit code 0, but result.json was not written"))
    #expect(
      verdict(.exited(1), nil, firstError: "ValueError: x")
        == .unjudged(
          because: "exit code 1, but result.json was not written; first error: ValueError: x"))
  }

  @Test("75 says why it could not judge")
  func couldNotJudge() {
    #expect(verdict(.exited(75), .unjudged, reason: "no input") == .unjudged(because: "no input"))
    #expect(verdict(.exited(75), nil) == .unjudged(because: "it could not judge"))
  }

  @Test(
    "an end that is not the script's own is unjudged, whatever the report says",
    arguments: [
      ContainerEnd.notStarted(125), .killed, .died(signal: 11),
      .stopped(.timeLimit(.seconds(1))), .stopped(.diskLimit(mebibytes: 1)), .cancelled,
      .exited(2), .exited(77), .noEngine(found: "x"),
    ])
  func otherEnds(end: ContainerEnd) {
    for word in [ScriptReport.Word.green, .red] {
      guard case .unjudged = verdict(end, word) else {
        Issue.record("\(end) with \(word) was judged")
        return
      }
    }
  }

  @Test("a red for want of disk is not the pins' fault")
  func fullDisk() {
    #expect(
      verdict(.exited(1), .red, sawFullDisk: true)
        == .unjudged(because: "no space left on a disk of the container"))
    #expect(
      verdict(.exited(1), .red, reason: "OSError: [Errno 28] x")
        == .unjudged(because: "no space left on a disk of the container"))
  }

  private func check(_ name: String, _ outcome: String) -> ReportedCheck {
    let parts = name.split(separator: "/")
    return ReportedCheck(
      line: """
        {"program": "\(parts[0])", "device": "\(parts[1])", "action": "run", "via": "\(parts[2])", \
        "outcome": "\(outcome)", "detail": "off by 1", "seconds": 1}
        """)!
  }

  private func verdict(_ checks: [ReportedCheck], executed: Int64 = 2) -> Verdict {
    let report = ScriptReport(
      verdict: .green, reason: "", files: [], expected: 2, executed: executed, steps: [])
    let expectation = PackageRecipe.Expectation(
      checks: ["add/vmvx/python", "mul/vmvx/python"], optional: ["mul/vmvx/python"])
    return Containers.verdict(of: checks, report: report, expecting: expectation)
  }

  @Test("checks are green when each that was expected ran and held, optional ones aside")
  func checks() {
    let add = check("add/vmvx/python", "green")
    let mul = check("mul/vmvx/python", "green")
    #expect(verdict([add, mul]) == .green)
    #expect(verdict([add, check("mul/vmvx/python", "red")]) == .green)
    #expect(verdict([]) == .red(because: "no check ran"))
    #expect(
      verdict([mul]) == .red(because: "1 of 2 checks did not run, first: add/vmvx/python"))
    #expect(
      verdict([check("add/vmvx/python", "red"), mul])
        == .red(because: "add/vmvx/python: off by 1"))
    #expect(
      verdict([check("add/vmvx/python", "unjudged"), mul])
        == .unjudged(because: "add/vmvx/python: off by 1"))
    #expect(
      verdict([add, mul], executed: 1)
        == .red(because: "the script reports fewer checks than required"))
  }

  private func judged(
    said: [String]?, verdict: Verdict = .green, promised: [String] = ["cublas", "cudnn"]
  ) -> Verdict {
    var report = ScriptReport(
      verdict: .green, reason: "", files: [], expected: 1, executed: 1, steps: [])
    report.plugins = said
    let line = """
      {"program": "install", "device": "", "action": "install", "via": "package", "outcome": "green", \
      "detail": "", "seconds": 1}
      """
    return CheckJudgement(
      verdict: verdict, report: report, lines: .success([ReportedCheck(line: line)!]),
      expected: PackageRecipe.Expectation(checks: ["install"]),
      plugins: promised
    ).final
  }

  @Test("a plugin that the package promises and the compiler does not name is red")
  func plugins() {
    #expect(judged(said: ["cudnn", "cublas", "other"]) == .green)
    #expect(judged(said: nil, promised: []) == .green)
    #expect(
      judged(said: ["cudnn"])
        == .red(because: "plugin cublas is missing: the compiler has cudnn"))
    #expect(
      judged(said: [])
        == .red(because: "plugin cublas is missing: the compiler has none"))
    #expect(
      judged(said: nil)
        == .red(because: "plugin cublas is missing: the check did not list the plugins"))
    #expect(
      judged(said: ["cublas"], verdict: .red(because: "compile failed"))
        == .red(because: "plugin cudnn is missing: the compiler has cublas"))
    #expect(
      judged(said: nil, verdict: .unjudged(because: "killed")) == .unjudged(because: "killed"))
  }
}
