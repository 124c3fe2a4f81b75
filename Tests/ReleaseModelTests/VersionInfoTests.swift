import Digest
import JSON
import ReleaseModel
import Testing

@Suite("version_info.json", .timeLimit(.minutes(20)))
struct VersionInfoTests {
  private let old = Revision(String(repeating: "a", count: 40))!
  private let new = Revision(String(repeating: "b", count: 40))!
  private let iree = ComponentName("iree")!

  @Test("a bump changes one line of a canonical file, and only that", arguments: ["\n", "\r\n"])
  func oneLine(lineEnd: String) throws {
    let text = """
      {
        "package-version": "0.1.0",
        "package-suffix": "",
        "other": [1.0, 1e5,   "\\u00e9"],
        "pins": {
          "xla": { "revision": "\(new)" },
          "iree": { "revision": "\(old)", "label": "v1", "date": "2026-01-01" }
        }
      }
      """.replacing("\n", with: lineEnd)
    let info = try VersionInfo.read(Array(text.utf8))
    let moved = try info.moving([bump(info, to: GitPin(revision: new, label: "v2"))])
    let line = "    \"iree\": { \"revision\": \"\(new)\", \"label\": \"v2\" }"
    let before = text.split(separator: lineEnd, omittingEmptySubsequences: false)
    let after = String(decoding: moved.bytes, as: UTF8.self)
      .split(separator: lineEnd, omittingEmptySubsequences: false)
    #expect(after.count == before.count)
    #expect(zip(before, after).filter { $0 != $1 }.map(\.1) == [Substring(line)])
  }

  @Test(
    "whatever the layout, the moved file reads as the moved pins",
    arguments: [
      "{\"revision\":\"R\"}", "{ \"revision\": \"R\", \"label\": \"a\" }",
      "{ \"label\": \"a\", \"date\": \"2026-01-01\", \"revision\": \"R\" }",
      "{\n  \"date\": \"2026-01-01\",\n  \"x\": {},\n  \"revision\": \"R\",\n  \"label\": \"a\"\n}",
      "{ \"label\": \"a\", \"revision\": \"R\", \"date\": \"2026-01-01\", \"y\": 1.50 }",
    ])
  func layouts(pin: String) throws {
    let text = file(pins: "\"iree\": " + pin.replacing("R", with: old.description))
    let info = try VersionInfo.read(Array(text.utf8))
    let day = CalendarDate("2026-11-22")
    for label in [nil, "b/2"] {
      for date in [nil, day] {
        let pin = GitPin(revision: new, label: label, date: date)
        let moved = try info.moving([bump(info, to: pin)])
        #expect(moved.pins[iree] == .git(pin))
        #expect(moved.document.keys == info.document.keys)
        let back = try moved.moving([Bump(component: iree, from: .git(pin), to: info.pins[iree]!)])
        #expect(back.pins == info.pins)
      }
    }
  }

  @Test(
    "a date that no calendar writes is dropped, not written", arguments: [99_999_999, -99_999_999])
  func dates(days: Int64) throws {
    let info = try VersionInfo.read(
      Array(file(pins: "\"iree\": { \"revision\": \"\(old)\" }").utf8))
    let pin = GitPin(revision: new, label: "a b", date: CalendarDate(days: days))
    #expect(try info.moving([bump(info, to: pin)]).pins[iree] == .git(GitPin(revision: new)))
  }

  @Test("a wheel moves with its hashes; targets come and go")
  func wheels() throws {
    let digests = (0..<3).map { SHA256Digest(of: "\($0)") }
    let (linux, other) = (TargetName("linux")!, TargetName("other")!)
    let text = file(
      pins: "\"iree\": { \"version\": \"3.9.0\", \"files\": { \"linux\": \"\(digests[0])\" } }")
    let info = try VersionInfo.read(Array(text.utf8))
    let version = try #require(PythonVersion("3.13.0"))
    for files in [
      [linux: digests[1]], [linux: digests[1], other: digests[2]], [other: digests[2]],
    ] {
      let pin = WheelPin(version: version, files: files)
      let moved = try info.moving([
        Bump(component: iree, from: try #require(info.pins[iree]), to: .wheel(pin))
      ])
      #expect(moved.pins[iree] == .wheel(pin))
    }
  }

  @Test("a bump from somewhere else is refused, and so is one of another kind")
  func stale() throws {
    let info = try VersionInfo.read(
      Array(file(pins: "\"iree\": { \"revision\": \"\(old)\" }").utf8))
    let here = Pin.git(GitPin(revision: old))
    let there = Pin.git(GitPin(revision: new))
    let wheel = Pin.wheel(WheelPin(version: PythonVersion("1")!, files: [:]))
    let bumps = [
      Bump(component: iree, from: there, to: there), Bump(component: iree, from: here, to: wheel),
      Bump(component: ComponentName("xla")!, from: here, to: there),
    ]
    for bump in bumps {
      #expect(throws: StaleBump.self) { try info.moving([bump]) }
    }
  }

  @Test("the canonical form is reached in one step, lower-cases hashes and keeps unknown values")
  func canonical() throws {
    let upper = old.description.uppercased()
    let text =
      "{\"pins\":{\"iree\":{\"revision\":\"\(upper)\",\"n\":1e5},\"xla\":{\"revision\":\"\(new)\"}},"
      + "\"package-version\":\"1.2.3\",\"package-suffix\":\"\",\"z\":[1.0,2]}"
    let canonical = try VersionInfo.canonical(Array(text.utf8))
    #expect(
      String(decoding: canonical, as: UTF8.self) == """
        {
          "pins": {
            "iree": { "revision": "\(old)", "n": 1e5 },
            "xla": { "revision": "\(new)" }
          },
          "package-version": "1.2.3",
          "package-suffix": "",
          "z": [1.0,2]
        }

        """)
    #expect(try VersionInfo.canonical(canonical) == canonical)
    #expect(throws: Mistakes.self) { try VersionInfo.canonical(Array("{\"pins\": 1}".utf8)) }
  }

  @Test("a version at or below a released one is refused by policy")
  func released() throws {
    let info = try VersionInfo.read(Array(file(pins: "").utf8))
    let releases = ["0.0.9", "0.1.0.dev20261122001"].compactMap(ReleaseVersion.init(_:))
    #expect(info.mistakes(after: releases).isEmpty)
    for version in ["0.1.0", "0.2.0"] {
      let mistakes = info.mistakes(after: releases + [ReleaseVersion(version)!])
      #expect(mistakes.map(\.kind) == [.refused])
      #expect(mistakes[0].place.line == 2)
    }
  }

  private func bump(_ info: VersionInfo, to pin: GitPin) throws -> Bump {
    Bump(component: iree, from: try #require(info.pins[iree]), to: .git(pin))
  }

  private func file(pins: String) -> String {
    """
    {
      "package-version": "0.1.0",
      "package-suffix": "",
      "pins": { \(pins) }
    }
    """
  }
}
