import Testing

@testable import GreenSet

@Suite("The real IREE compatibility", .timeLimit(.minutes(20)))
struct IreeMatrixTests {
  @Test("every green pair reaches the newest green pair, across eras nobody crosses one at a time")
  func reachesTheNewest() throws {
    let matrix = try IreeMatrix()
    let newest = matrix.revisions.map { $0.count - 1 }
    for start in matrix.points where matrix.isGreen(start) {
      let search = try matrix.search(from: start, to: newest)
      #expect(zip(start, search.best).map { $0 + $1 } == newest)
      #expect(search.validations.count <= 2)
    }
  }

  @Test("where the newest pair is red, the newest green one is found in eight validations")
  func findsTheNewestGreen() throws {
    let matrix = try IreeMatrix()
    var (upgrades, validations) = (0, 0)
    let greens = matrix.points.filter(matrix.isGreen)
    for start in greens {
      for newest in matrix.points
      where start.isAtMost(newest) && !matrix.isGreen(newest) && (newest[0] + newest[1]) % 6 == 0 {
        let search = try matrix.search(from: start, to: newest)
        let reached = zip(start, search.best).map { $0 + $1 }
        let inWindow = greens.filter { start.isAtMost($0) && $0.isAtMost(newest) }
        #expect(!inWindow.contains { $0 != reached && reached.isAtMost($0) })
        upgrades += 1
        validations += search.validations.count
      }
    }
    #expect(upgrades > 300)
    #expect(Double(validations) / Double(upgrades) <= 8)
  }

  @Test("2026-01-20: compiler 3.10.0 is out, its runtime is not; both stay at 3.9.0")
  func theNightBeforeTheRuntime() throws {
    let matrix = try IreeMatrix()
    let start = try matrix.point("3.5.0", "3.5.0")
    let search = try matrix.search(from: start, to: try matrix.point("3.10.0", "3.9.0"))
    let reached = zip(start, search.best).map { $0 + $1 }
    #expect(reached == (try matrix.point("3.9.0", "3.9.0")))
    let hold = try #require(search.report.holds.first)
    #expect(search.report.holds.count == 1)
    #expect(matrix.revisions[0][start[0] + hold.firstBad] == "3.10.0")
  }
}
