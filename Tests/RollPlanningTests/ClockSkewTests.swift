import ReleaseModel
import Testing

@testable import RollPlanning

@Suite("A wrong clock is found by the clocks of others", .timeLimit(.minutes(20)))
struct ClockSkewTests {
  private static let now = Timestamp("2026-11-22T03:30:00Z")!

  private func moment(_ offset: Int64) -> Timestamp {
    Timestamp(seconds: Self.now.seconds + offset)
  }

  @Test("a quarter of an hour is borne, a second more is not", arguments: [1, -1] as [Int64])
  func limit(sign: Int64) {
    let other = ClockReference(keeper: "the forge", shows: Self.now...Self.now)
    #expect(ClockSkew(of: moment(sign * 900), against: other) == .confirmed(by: other))
    #expect(
      ClockSkew(of: moment(sign * 901), against: other)
        == .skewed(by: sign * 901, against: other))
  }

  @Test("what a cache may have kept is not held against the clock")
  func range() {
    let other = ClockReference(keeper: "the forge", shows: Self.now...moment(3_600))
    #expect(ClockSkew(of: moment(1_800), against: other) == .confirmed(by: other))
    #expect(ClockSkew(of: moment(3_600 + 900), against: other) == .confirmed(by: other))
    #expect(ClockSkew(of: moment(3_600 + 960), against: other) == .skewed(by: 960, against: other))
  }

  @Test("the forge's clock counts; the index's where the forge has none of its own")
  func order() {
    let (forge, index) = (moment(0)...moment(0), moment(5)...moment(5))
    #expect(ClockReference(forge: forge, index: index)?.keeper == "the forge")
    #expect(ClockReference(forge: nil, index: index)?.keeper == "the package index")
    #expect(ClockReference(forge: nil, index: nil) == nil)
    #expect(ClockSkew(of: Self.now, against: nil) == .unconfirmed)
  }

  @Test("a refusal says which clock is wrong, by how much, and the remedy")
  func words() throws {
    let other = ClockReference(keeper: "the forge", shows: Self.now...Self.now)
    let ahead = try #require(ClockSkew(of: moment(2 * 86_400), against: other).refusal)
    #expect(
      ahead.found == "this machine's clock is 2 days ahead of the forge's, which shows \(Self.now)")
    #expect(ahead.hint.hasPrefix("set this machine's clock"))
    let behind = try #require(ClockSkew(of: moment(-3_000), against: other).refusal)
    #expect(behind.found.contains("50 min behind the forge's"))
    #expect(ClockSkew(of: Self.now, against: other).refusal == nil)
    #expect(ClockSkew.unconfirmed.refusal == nil)
  }

  @Test("a date ahead of a confirmed clock is named; by an unconfirmed clock nobody is blamed")
  func lead() {
    let other = ClockReference(keeper: "the forge", shows: Self.now...Self.now)
    let confirmed = ClockSkew(of: Self.now, against: other)
    #expect(confirmed.lead(of: moment(86_400), at: Self.now) == 86_400)
    #expect(confirmed.lead(of: moment(900), at: Self.now) == nil)
    #expect(confirmed.lead(of: moment(-86_400), at: Self.now) == nil)
    #expect(ClockSkew.unconfirmed.lead(of: moment(86_400), at: Self.now) == nil)
  }

  @Test("a commit is dated by its slot, and always after its parent")
  func dates() {
    #expect(commitDate(slot: Self.now, parent: moment(-1)) == Self.now)
    #expect(commitDate(slot: Self.now, parent: Self.now) == moment(1))
    #expect(commitDate(slot: Self.now, parent: moment(500)) == moment(501))
    let last = Timestamp(seconds: .max)
    #expect(commitDate(slot: Self.now, parent: last) == last)
  }
}

@Suite("Versions only rise", .timeLimit(.minutes(20)))
struct RisingVersionTests {
  private static let official = ReleaseVersion("0.1.0")!
  private static let day = CalendarDate("2026-11-22")!

  @Test(
    "a version is above all that tags and evidence name",
    arguments: [
      ([], [], "0.1.0.dev20261122001"),
      (["v0.1.0.dev20261122004"], ["0.1.0.dev20261122006"], "0.1.0.dev20261122007"),
      // A clock was a day ahead.
      (["v0.1.0.dev20261123001"], [], "0.1.0.dev20261123002"),
      ([], ["0.1.0.dev20261130012"], "0.1.0.dev20261130013"),
      // Another official version does not hold this one's days, but its builds of the day count.
      (["v0.2.0.dev20261130001"], [], "0.1.0.dev20261122001"),
      (["v0.2.0.dev20261122005"], [], "0.1.0.dev20261122006"),
      (["v0.1.0.dev20261123001", "v0.2.0.dev20261123009"], [], "0.1.0.dev20261123010"),
      (["v0.1.0.dev20261121999", "v0.1.0", "v1", ""], [], "0.1.0.dev20261122001"),
    ] as [([String], [String], String)])
  func rises(tags: [String], evidence: [String], expected: String) throws {
    let versions = evidence.compactMap(ReleaseVersion.init(_:))
    let next = try #require(
      Self.official.nextPreRelease(on: Self.day, after: tags, and: versions))
    #expect(next.description == expected)
    let taken = tags.compactMap { ReleaseTag($0)?.version } + versions
    for version in taken where version.official == Self.official && version.preRelease != nil {
      #expect(next > version)
    }
  }

  @Test("after build 999, of this day or of a later one, there is none")
  func full() {
    #expect(
      Self.official.nextPreRelease(
        on: Self.day, after: [],
        and: ["0.1.0.dev20261122999"].compactMap(
          ReleaseVersion.init(_:))) == nil)
    #expect(Self.official.nextPreRelease(on: Self.day, after: ["v0.1.0.dev20261123999"]) == nil)
  }
}
