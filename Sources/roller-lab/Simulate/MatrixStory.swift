import GreenSet

/// Runs the search on a recorded matrix and tells how it went.
struct MatrixStory {
  private let matrix: CompatibilityMatrix
  private let settings: SearchSettings
  private let workers: Int
  /// The newest that is out.
  private let end: Point

  init(
    _ matrix: CompatibilityMatrix, to end: String?, settings: SearchSettings, workers: Int
  ) throws(SimulationError) {
    self.matrix = matrix
    if let end {
      self.end = try matrix.point(end)
    } else {
      self.end = matrix.revisions.map { $0.count - 1 }
    }
    self.settings = settings
    self.workers = workers
  }

  /// The full story from each of the rows named, or a line for every green row.
  func lines(from starts: [String]) throws(SimulationError) -> [String] {
    if starts.isEmpty { return try overview() }
    var lines: [String] = []
    for start in starts {
      let point = try self.start(start)
      let report = try search(from: point)
      let narration = Narration(try problem(from: point), label: label(from: point))
      lines += ["From \(start):"] + narration.story(report) + narration.outcome(report) + [""]
    }
    return lines
  }

  private func overview() throws(SimulationError) -> [String] {
    var lines: [String] = []
    var validations = 0
    let starts = matrix.greenPoints.filter { $0 != end && isWithinReach($0) }
    for start in starts {
      let report = try search(from: start)
      validations += report.validations.count
      let reached = zip(start, report.chosen).map { $0 + $1 }
      lines.append(arrival(from: start, at: reached, validations: report.validations.count))
    }
    return lines + [summary(starts: starts.count, validations: validations)]
  }

  private func search(from start: Point) throws(SimulationError) -> SearchReport {
    var search = GreenSearch(try problem(from: start), settings)
    while true {
      let questions = search.wanted(workers: workers)
      if questions.isEmpty { return search.report }
      for question in questions {
        let point = zip(start, question.point).map { $0 + $1 }
        search.record(question, matrix.isGreen(point, target: question.target) ? .green : .red)
      }
    }
  }

  private func problem(from start: Point) throws(SimulationError) -> Problem {
    let components = matrix.components.indices.map { i in
      Component(name: matrix.components[i], landed: Array(matrix.landed[i][start[i]...end[i]]))
    }
    do {
      return try Problem(components: components, targets: matrix.targets)
    } catch {
      throw .senseless(error)
    }
  }

  private func label(from start: Point) -> @Sendable (Int, Int) -> String {
    let revisions = matrix.revisions
    return { component, revision in revisions[component][start[component] + revision] }
  }

  private func start(_ name: String) throws(SimulationError) -> Point {
    let point = try matrix.point(name)
    guard matrix.isGreen(point) else { throw .notGreen(name, file: matrix.file) }
    guard isWithinReach(point) else { throw .pastTheEnd(name, end: names(end)) }
    return point
  }

  private func isWithinReach(_ start: Point) -> Bool { zip(start, end).allSatisfy { $0 <= $1 } }

  private func names(_ point: Point) -> String {
    zip(matrix.revisions, point).map { $0[$1] }.joined(separator: ",")
  }

  private func arrival(from start: Point, at end: Point, validations: Int) -> String {
    "\(names(start)) → \(names(end)) in \(validations)"
  }

  private func summary(starts: Int, validations: Int) -> String {
    let hundredths = starts == 0 ? 0 : validations * 100 / starts
    let fraction = "\(hundredths % 100)"
    return "\(starts) starts, \(hundredths / 100)."
      + String(repeating: "0", count: 2 - fraction.count) + fraction + " validations on average"
  }
}
