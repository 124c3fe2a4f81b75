import ReleaseModel
import TestKit
import Testing

@Suite("Names that leave the house parse back", .timeLimit(.minutes(20)))
struct NamesTests {
  @Test("days, over 800 years, and no others")
  func days() throws {
    var previous = try #require(CalendarDate("1599-12-31"))
    var wrong: [CalendarDate] = []
    for days in (previous.days + 1)...(previous.days + 292_200) {
      let day = CalendarDate(days: days)
      let (number, before) = (day.parts.day, previous.parts.day)
      let follows = number == 1 ? before >= 28 : number == before + 1
      if !follows || CalendarDate(day.description) != day { wrong.append(day) }
      previous = day
    }
    #expect(wrong.isEmpty)
    for text in ["2026-02-29", "2100-02-29", "2026-13-01", "2026-1-01", "2026-00-10", "", "x"] {
      #expect(CalendarDate(text) == nil)
    }
    #expect(CalendarDate("2000-02-29")?.compact == "20000229")
  }

  @Test("moments")
  func moments() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2_000 {
      let moment = Timestamp(
        seconds: Int64.random(in: -62_000_000_000...253_000_000_000, using: &random))
      #expect(Timestamp(moment.description) == moment)
    }
    #expect(Timestamp("2026-11-22T03:30:00.999Z") == Timestamp("2026-11-22T03:30:00Z"))
    let wrong = [
      "2026-11-22T03:30:00", "2026-11-22 03:30:00Z", "2026-11-22T24:00:00Z", "2026-11-22T03:60:00Z",
      "2026-11-22T03:30:00.Z", "2026-11-22T03:30:00.1x2Z", "2026-11-22T03:30:00+01:00", "Z",
      "２０２６-11-22T03:30:00Z",
    ]
    for text in wrong { #expect(Timestamp(text) == nil, "\(text)") }
  }

  @Test("versions and tags of releases, in order")
  func releases() throws {
    let texts = [
      "0.1.0.dev20261122001", "0.1.0.dev20261122999", "0.1.0.dev20261123001", "0.1.0", "0.1.1",
      "0.2.0.dev20270101001", "0.10.0", "1.0.0",
    ]
    let tags = try texts.map { try #require(ReleaseTag("v" + $0)) }
    #expect(tags.map(\.description) == texts.map { "v" + $0 })
    #expect(tags.sorted() == tags)
    #expect(Set(tags).count == tags.count)
    // An installer must see the same order.
    let seen = try texts.map { try #require(PythonVersion($0)) }
    #expect(seen.sorted().map(\.description) == texts)
    let wrong = [
      "1.0", "01.0.0", "1.0.0.0", "1.0.0.dev20260230001", "1.0.0.dev20261122000", "1.0.0dev1",
      "v1.0.0",
      "1.0.0.dev202611221000", "1.0.0 ", "-1.0.0", "+1.0.0", "1.0.0.dev2026112200１", "1..0",
    ]
    for text in wrong { #expect(ReleaseVersion(text) == nil, "\(text)") }
    #expect(ReleaseTag("1.0.0") == nil)
  }

  @Test("slot branches")
  func branches() throws {
    let branch = SlotBranch(try #require(ScheduleName("python")))
    #expect(branch.description == "roll/python")
    #expect(branch.ref == "refs/heads/roll/python")
    #expect(SlotBranch(branch.description) == branch)
    let pins = try ["xla", "iree"].map { try #require(ComponentName($0)) }
    let byHand = try #require(SlotBranch(pinning: pins))
    #expect(byHand.description == "pin/iree+xla")
    #expect(SlotBranch(byHand.description) == byHand)
    #expect(SlotBranch(pinning: []) == nil)
    let wrong = ["pin/", "pin/a++b", "pin/A", "pin/roll/a", "roll/a+b", ""]
    for text in ["roll/", "roll/a/b", "rolls/a", "roll/A", "roll/..", "roll/a.lock"] + wrong {
      #expect(SlotBranch(text) == nil)
    }
  }

  @Test("names keep to the part that refs, files, URLs and projects share")
  func names() {
    for text in [
      "a", "0", "iree-base-compiler", "linux-x86_64", String(repeating: "a", count: 100),
    ] {
      #expect(ComponentName(text)?.description == text)
    }
    let wrong = [
      "", "-a", ".a", "_a", "a..b", "a.", "a.lock", "A", "a b", "é", "a/b", "a\u{0}", "__proto__",
      String(repeating: "a", count: 101),
    ]
    for text in wrong { #expect(ComponentName(text) == nil, "\(text)") }
  }

  @Test("revisions are whole, lower-case and not zero")
  func revisions() {
    let good = String(repeating: "0123456789abcdef", count: 4)
    #expect(Revision(good)?.description == good)
    #expect(Revision(String(good.prefix(40)))?.abbreviated == "0123456789")
    for text in [String(good.prefix(39)), good.uppercased(), String(repeating: "0", count: 40)] {
      #expect(Revision(text) == nil)
    }
  }

  @Test(
    "projects have one normal name",
    arguments: ["Iree_Base.compiler", "iree--base__compiler", "IREE.-_base-Compiler"])
  func projects(text: String) {
    #expect(ProjectName(normalizing: text)?.description == "iree-base-compiler")
    #expect(ProjectName(text) == nil)
  }
}
