import Foundation
import HTTP
import PackageIndex
import ReleaseModel
import Testing

@Suite("The package index tells the time", .timeLimit(.minutes(20)))
struct IndexClockTests {
  private static let date = Timestamp("2026-11-22T03:30:00Z")!
  private static let field = ["Date": "Sun, 22 Nov 2026 03:30:00 GMT"]

  @Test("an index that was not asked yet is asked for nothing but the time")
  func asked() async throws {
    try await withIndex { world in
      await world.set("/simple/", .file([], fields: Self.field))
      let shows = try #require(try await world.index().serverDate())
      #expect(shows.contains(Self.date))
      #expect(await world.seen.map(\.method) == ["HEAD"])
    }
  }

  @Test("an index that refuses tells the time all the same; one that is away tells none")
  func refusing() async throws {
    try await withIndex { world in
      #expect(try await world.index().serverDate().map { $0.lowerBound > Self.date } != false)
      let away = PipConfiguration(indexes: [try HTTPURL("http://127.0.0.1:1/simple/")])
      #expect(try await world.index(away).serverDate() == nil)
      #expect(try await world.index(PipConfiguration(indexes: [])).serverDate() == nil)
    }
  }
}
