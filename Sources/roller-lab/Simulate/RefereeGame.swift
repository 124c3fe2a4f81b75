import GreenSet
import JSON

/// Plays searches against another program that knows the truth.
struct RefereeGame {
  let settings: SearchSettings
  let workers: Int

  /// Until the world has no more problems. Whatever else it says goes to `remark`.
  func play(
    read: () -> String?, say: (String) -> Void, remark: (String) -> Void
  ) throws(SimulationError) {
    while let line = read() {
      let message = try parse(line)
      guard let stated = message["problem"] else {
        remark(line)
        continue
      }
      let problem = try RefereeProblem(stated, line: line).problem
      try solve(problem, read: read, say: say)
    }
  }

  private func solve(
    _ problem: Problem, read: () -> String?, say: (String) -> Void
  ) throws(SimulationError) {
    var search = GreenSearch(problem, settings)
    while true {
      let questions = search.wanted(workers: workers)
      if questions.isEmpty { break }
      say(validate(questions))
      let greens = try answers(to: questions, read)
      for (question, green) in zip(questions, greens) {
        search.record(question, green ? .green : .red)
      }
    }
    say(answer(search.report))
    guard read() != nil else { throw .worldFellSilent(after: "the chosen set") }
  }

  private func answers(
    to questions: [Question], _ read: () -> String?
  ) throws(SimulationError) -> [Bool] {
    guard let line = read() else { throw .worldFellSilent(after: "validate") }
    let greens = try parse(line)["green"]?.array?.compactMap(\.bool) ?? []
    guard greens.count == questions.count else {
      throw .notUnderstood(
        line: line, because: "expected \(questions.count) booleans under \"green\"")
    }
    return greens
  }

  private func parse(_ line: String) throws(SimulationError) -> JSONValue {
    do {
      return try JSONValue(parsing: line)
    } catch {
      throw .notUnderstood(line: line, because: "\(error)")
    }
  }

  private func validate(_ questions: [Question]) -> String {
    let jobs = questions.map { question in
      JSONValue.array([integers(question.point), .integer(Int64(question.target))])
    }
    return JSONValue.object(JSONObject([("validate", .array(jobs))])).text(.compact)
  }

  private func answer(_ report: SearchReport) -> String {
    let blocked = report.holds.map { hold in
      JSONValue.object(
        JSONObject([
          ("component", .integer(Int64(hold.component))),
          ("firstBad", .integer(Int64(hold.firstBad))),
        ]))
    }
    let members = [("chosen", integers(report.chosen)), ("blocked", JSONValue.array(blocked))]
    return JSONValue.object(JSONObject(members)).text(.compact)
  }

  private func integers(_ point: Point) -> JSONValue {
    .array(point.map { .integer(Int64($0)) })
  }
}
