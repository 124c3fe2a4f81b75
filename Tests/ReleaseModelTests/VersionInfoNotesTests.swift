import JSON
import ReleaseModel
import Testing

@Suite("What people decided beside a pin: holds and denials", .timeLimit(.minutes(20)))
struct VersionInfoNotesTests {
  private let revision = String(repeating: "a", count: 40)
  private let bad = String(repeating: "b", count: 40)
  private let iree = ComponentName("iree")!
  private let why = Reason("it miscompiles \"conv2d\" – see the log")!

  /// Pins of iree in the layouts that people choose.
  static let layouts = [
    "{\"revision\":\"R\"}", "{ \"revision\": \"R\", \"label\": \"a\" }",
    "{\n  \"x\": {},\n  \"revision\": \"R\"\n}", "{\r\n\t\"revision\": \"R\"\r\n}",
  ]

  @Test("are set and taken away again byte for byte, whatever the layout", arguments: layouts)
  func backAndForth(layout: String) throws {
    let info = try file(layout)
    let held = try info.holding(iree, because: why)
    #expect(held.holds == [iree: why.description])
    #expect(try held.holding(iree, because: nil).bytes == info.bytes)
    let denied = try held.denying(iree, bad, because: why).denying(iree, revision, because: why)
    #expect(denied.denials[iree] == [bad: why.description, revision: why.description])
    #expect(denied.holds == held.holds)
    let allowed = try denied.denying(iree, bad, because: nil).denying(iree, revision, because: nil)
    #expect(allowed.bytes == held.bytes)
    #expect(try info.denying(iree, bad, because: nil).bytes == info.bytes)
  }

  @Test("are no part of the pins, and a bump keeps them", arguments: layouts)
  func keptByBumps(layout: String) throws {
    let info = try file(layout)
    let noted = try info.holding(iree, because: why).denying(iree, bad, because: why)
    #expect(noted.pins == info.pins)
    #expect(noted.pins.digest == info.pins.digest)
    let new = Pin.git(GitPin(revision: Revision(bad)!, label: "v2", date: CalendarDate(days: 1)))
    let bump = Bump(component: iree, from: try #require(info.pins[iree]), to: new)
    let moved = try noted.moving([bump])
    #expect(moved.pins[iree] == new)
    #expect((moved.holds, moved.denials) == (noted.holds, noted.denials))
  }

  @Test("a second reason takes the first one's place")
  func replaced() throws {
    let other = try #require(Reason("another"))
    let twice = try file(Self.layouts[0]).holding(iree, because: why)
      .holding(iree, because: other).denying(iree, bad, because: why)
      .denying(iree, bad, because: other)
    #expect(twice.holds == [iree: "another"])
    #expect(twice.denials == [iree: [bad: "another"]])
  }

  @Test("stand on the pin's line in the canonical form")
  func canonical() throws {
    let noted = try file(Self.layouts[2]).holding(iree, because: Reason("why")!)
      .denying(iree, bad, because: Reason("so")!)
    let canonical = try VersionInfo.canonical(noted.bytes)
    let line =
      "    \"iree\": { \"x\": {}, \"revision\": \"\(revision)\", \"hold\": \"why\", "
      + "\"denied\": { \"\(bad)\": \"so\" } }\n"
    #expect(String(decoding: canonical, as: UTF8.self).contains(line))
    #expect(try VersionInfo.read(canonical).denials == noted.denials)
  }

  @Test("a component that is not pinned is named, with the nearest that is")
  func unknownComponent() throws {
    let info = try file(Self.layouts[0])
    let mistakes = try #require(throws: Mistakes.self) {
      try info.holding(ComponentName("iere")!, because: why)
    }
    #expect("\(mistakes)".contains("did you mean \"iree\""))
  }

  @Test("a commit that was only tried is another thing than a landed one, and no file takes it")
  func unlanded() throws {
    let info = try file(Self.layouts[0])
    let landed = Pin.git(GitPin(revision: Revision(bad)!))
    let tried = Pin.git(GitPin(revision: Revision(bad)!, isUnlanded: true))
    #expect(landed.identity != tried.identity)
    #expect(info.pins.moving(iree, to: landed).digest != info.pins.moving(iree, to: tried).digest)
    let bump = Bump(component: iree, from: try #require(info.pins[iree]), to: tried)
    let error = #expect(throws: StaleBump.self) { try info.moving([bump]) }
    #expect(error?.description.contains("was only tried") == true)
  }

  @Test("what is no full id cannot be denied", arguments: ["main", "aaaa", "3.9.0", ""])
  func notARevision(text: String) throws {
    let info = try file(Self.layouts[0])
    #expect(throws: Mistakes.self) { try info.denying(iree, text, because: why) }
  }

  @Test(
    "a reason is one visible line",
    arguments: [
      "", " a", "a ", "a\nb", "a\u{1B}[31m", "a\u{202E}b", String(repeating: "x", count: 301),
    ]
  )
  func reasons(text: String) {
    #expect(Reason(text) == nil)
    #expect(Reason("Grund: zu früh, #12, @all") != nil)
  }

  private func file(_ pin: String) throws -> VersionInfo {
    let text = """
      {
        "package-version": "0.1.0",
        "package-suffix": "",
        "pins": { "iree": \(pin.replacing("R", with: revision)) }
      }
      """
    return try VersionInfo.read(Array(text.utf8))
  }
}
