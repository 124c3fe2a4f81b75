import Foundation
import TestKit

@testable import GreenSet

/// The measured compatibility of 24 IREE compilers with 23 runtimes on two backends.
struct IreeMatrix {
  let revisions: [[String]]
  let landed: [[Double]]
  private let greens: [Set<Point>]
  static let targets = ["llvm_cpu", "vmvx"]

  init() throws {
    var revisions: [[String]] = [[], []]
    var greens: [Set<Point>] = [[], []]
    for row in try Self.rows("iree-matrix.csv") {
      var point: Point = []
      for i in 0..<2 {
        if !revisions[i].contains(row[i]) { revisions[i].append(row[i]) }
        point.append(revisions[i].firstIndex(of: row[i]) ?? 0)
      }
      for t in 0..<2 where row[2 + t] == "pass" { greens[t].insert(point) }
    }
    var dates: [[String]: Double] = [:]
    for row in try Self.rows("iree-release-dates.csv") {
      dates[[row[0], row[1]]] = try Date(row[2], strategy: .iso8601.year().month().day())
        .timeIntervalSince1970
    }
    self.revisions = revisions
    self.greens = greens
    landed = zip(["compiler", "runtime"], revisions).map { name, revisions in
      revisions.map { dates[[name, $0]] ?? 0 }
    }
  }

  func isGreen(_ point: Point) -> Bool { greens.allSatisfy { $0.contains(point) } }
  func isGreen(_ point: Point, target: Int) -> Bool { greens[target].contains(point) }

  var points: [Point] {
    revisions[0].indices.flatMap { c in revisions[1].indices.map { [c, $0] } }
  }

  func point(_ compiler: String, _ runtime: String) throws -> Point {
    guard let c = revisions[0].firstIndex(of: compiler),
      let r = revisions[1].firstIndex(of: runtime)
    else { throw CocoaError(.fileReadCorruptFile) }
    return [c, r]
  }

  /// An upgrade of both from a start, to whatever is green up to some newest pair.
  func problem(from start: Point, to newest: Point) throws -> Problem {
    try Problem(
      components: ["iree-base-compiler", "iree-base-runtime"].enumerated().map { i, name in
        Component(name: name, landed: Array(landed[i][start[i]...newest[i]]))
      }, targets: Self.targets)
  }

  func search(
    from start: Point, to newest: Point, _ settings: SearchSettings = SearchSettings()
  ) throws -> GreenSearch {
    var search = GreenSearch(try problem(from: start, to: newest), settings)
    while let question = search.wanted().first {
      let point = zip(start, question.point).map { $0 + $1 }
      search.record(question, isGreen(point, target: question.target) ? .green : .red)
    }
    return search
  }

  static func fixture(_ name: String) -> URL {
    OwnRepository.tests.appending(path: "GreenSetTests/Fixtures/\(name)")
  }

  private static func rows(_ name: String) throws -> [[String]] {
    try String(contentsOf: fixture(name), encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
