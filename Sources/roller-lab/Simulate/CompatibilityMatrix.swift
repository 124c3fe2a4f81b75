import Foundation
import GreenSet

/// A recorded table: which revisions pass together, on which targets.
struct CompatibilityMatrix: Sendable {
  let file: String
  let components: [String]
  let targets: [String]
  /// For each component, its revisions in the order of the table.
  let revisions: [[String]]
  /// When each of them landed; their order in the table when that is not given.
  let landed: [[Double]]
  private let greens: [Set<Point>]

  /// What a world that can be replayed holds, over all of its days.
  init(_ world: RecordedWorld, file: String) {
    self.file = file
    components = world.components.map(\.name)
    targets = world.targets
    revisions = world.components.map { $0.candidates.map(\.name) }
    landed = world.components.map { $0.candidates.map(\.landed) }
    let points = revisions.reduce([[]]) { points, revisions in
      points.flatMap { point in revisions.indices.map { point + [$0] } }
    }
    greens = targets.map { target in
      Set(points.filter { point in !world.red.contains { $0.holds(at: point, on: target) } })
    }
  }

  init(file: String, landed dates: String?) throws(SimulationError) {
    let rows = try DelimitedText(file: file)
    let parts = try Self.columns(rows)
    var revisions = [[String]](repeating: [], count: parts.components.count)
    var greens = [Set<Point>](repeating: [], count: parts.targets.count)
    for row in rows.rows {
      var point: Point = []
      for (i, column) in parts.components.enumerated() {
        let revision = row.fields[column]
        let known = revisions[i].firstIndex(of: revision)
        point.append(known ?? revisions[i].count)
        if known == nil { revisions[i].append(revision) }
      }
      for (t, column) in parts.targets.enumerated() where row.fields[column] == "pass" {
        greens[t].insert(point)
      }
    }
    self.file = file
    components = parts.components.map { rows.header[$0] }
    targets = parts.targets.map { rows.header[$0] }
    self.revisions = revisions
    self.greens = greens
    landed = try Self.landed(components, revisions, dates)
  }

  /// Missing pairs are red: they were never seen to pass.
  func isGreen(_ point: Point, target: Int) -> Bool { greens[target].contains(point) }

  func isGreen(_ point: Point) -> Bool { greens.allSatisfy { $0.contains(point) } }

  /// The point that a row's revisions name, in the order of the columns.
  func point(_ row: String) throws(SimulationError) -> Point {
    let names = row.split(separator: ",").map(String.init)
    guard names.count == components.count else { throw .noSuchRow(row, file: file) }
    var point: Point = []
    for (i, name) in names.enumerated() {
      guard let revision = revisions[i].firstIndex(of: name) else {
        throw .noSuchRow(row, file: file)
      }
      point.append(revision)
    }
    return point
  }

  /// Every point that is green on every target, oldest first.
  var greenPoints: [Point] {
    greens[0].filter(isGreen).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Columns whose cells are all "pass" or "fail" are targets; the ones before are components.
  private static func columns(
    _ text: DelimitedText
  ) throws(SimulationError) -> (components: [Int], targets: [Int]) {
    let targets = text.header.indices.filter { column in
      text.rows.allSatisfy { ["pass", "fail"].contains($0.fields[column]) }
    }
    guard let first = targets.first, first > 0 else {
      throw .badRow(
        file: text.file, line: 1, found: text.header.joined(separator: ","),
        expected: "component columns, then target columns of pass and fail")
    }
    return (Array(0..<first), targets)
  }

  private static func landed(
    _ components: [String], _ revisions: [[String]], _ dates: String?
  ) throws(SimulationError) -> [[Double]] {
    guard let dates else { return revisions.map { $0.indices.map(Double.init) } }
    let text = try DelimitedText(file: dates)
    var known: [[String]: Double] = [:]
    for row in text.rows {
      guard row.fields.count >= 3, let time = seconds(row.fields[2]) else {
        throw .badRow(
          file: dates, line: row.line, found: row.fields.joined(separator: ","),
          expected: "component,revision,YYYY-MM-DD")
      }
      known[[row.fields[0], row.fields[1]]] = time
    }
    return zip(components, revisions).map { component, revisions in
      var last = 0.0
      return revisions.map { revision in
        last = known[[component, revision]] ?? last
        return last
      }
    }
  }

  private static func seconds(_ date: String) -> Double? {
    (try? Date(date, strategy: .iso8601.year().month().day()))?.timeIntervalSince1970
  }
}
