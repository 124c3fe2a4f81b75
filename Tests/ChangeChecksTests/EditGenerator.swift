import ChangeChecks
import Digest
import ReleaseModel
import TestKit
import Testing

/// Makes edits, good and bad, the same ones for the same seed.
struct EditGenerator {
  var random: SeededRandom
  let own: OwnFiles
  let schedule = "schedules/python.json"

  init(seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    own = try OwnFiles()
  }

  typealias Family = @Sendable (inout EditGenerator) throws -> GeneratedEdit

  /// `count` edits, each family in turn.
  mutating func edits(_ count: Int) throws -> [GeneratedEdit] {
    let families = Self.goodPins + Self.badPins + Self.badTexts + Self.upstream + Self.others
    return try (0..<count).map { try families[$0 % families.count](&self) }
  }

  mutating func component(_ kind: OwnFiles.PinKind) throws -> ComponentName {
    try own.pins(kind).randomElement(using: &random)!
  }

  mutating func hexadecimal(_ count: Int) -> String {
    // The first digit is a letter, so that a change of case shows.
    "d" + String((1..<count).map { _ in "0123456789abcdef".randomElement(using: &random)! })
  }

  /// The files with the revision of a random git pin replaced by what `make` makes of it.
  mutating func revision(
    _ make: (inout EditGenerator, String) -> String
  ) throws -> (name: ComponentName, files: OwnFiles) {
    let name = try component(.git)
    let old = try own.pinned(name)
    let new = make(&self, old)
    return (name, try own.editing { $0.replacing(old, with: new) })
  }

  /// The files with a random git pin moved to a random revision on `day`.
  mutating func moved(
    on day: String = "2099-01-01"
  ) throws -> (name: ComponentName, files: OwnFiles) {
    let (name, files) = try revision { generator, _ in generator.hexadecimal(40) }
    guard case .git(let pin)? = try own.info.pins[name], let date = pin.date else {
      return (name, files)
    }
    let line = try #require(files.line(of: name))
    let new = line.replacing("\"\(date)\"", with: "\"\(day)\"")
    return (name, try files.editing { $0.replacing(line, with: new) })
  }
}

extension OwnFiles {
  /// The line of a pin.
  func line(of component: ComponentName) -> String? {
    text().split(separator: "\n").first { $0.contains("\"\(component)\": {") }.map(String.init)
  }

  /// The number of the line that contains `text`, counted from 1.
  func number(of text: String, in path: String = VersionInfo.path) -> Int {
    let lines = self.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(text) } ?? -2) + 1
  }
}
