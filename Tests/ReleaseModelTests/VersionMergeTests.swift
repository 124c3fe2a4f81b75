import ReleaseModel
import TestKit
import Testing

@Suite("A merge of version_info.json", .timeLimit(.minutes(20)))
struct VersionMergeTests {
  private let a = String(repeating: "a", count: 40)
  private let b = String(repeating: "b", count: 40)
  private let c = String(repeating: "c", count: 40)

  @Test("two moved pins are resolved forward, whichever side is ahead")
  func forward() throws {
    let base = file(iree: pin(a))
    let (ours, theirs) = (file(iree: pin(b)), file(iree: pin(c)))
    #expect(try text(base, ours, theirs) { _, _, _ in .forward } == theirs)
    #expect(
      try text(base, ours, theirs) { _, from, _ in "\(from)" == b ? .backward : .forward } == ours)
  }

  @Test("neighbouring pins that each side moved alone are both taken, which lines cannot do")
  func neighbours() throws {
    let merged = try text(
      file(iree: pin(a), xla: pin(a)), file(iree: pin(b), xla: pin(a)),
      file(iree: pin(a), xla: pin(c)), never)
    #expect(merged == file(iree: pin(b), xla: pin(c)))
  }

  @Test("the later version wins")
  func versions() throws {
    let (old, new, newest) = (wheel("3.9.0", a), wheel("3.10.0rc1", b), wheel("3.10.0", c))
    #expect(
      try text(file(iree: old), file(iree: new), file(iree: newest), never) == file(iree: newest))
    #expect(
      try text(file(iree: old), file(iree: newest), file(iree: new), never) == file(iree: newest))
    let merge = try merge(
      file(iree: old), file(iree: wheel("4.0", a)), file(iree: wheel("4.0", b)), never)
    #expect(merge.conflicts.map(\.why) == ["the same version with other files"])
  }

  @Test(
    "what cannot be known is a conflict of whole lines that says why",
    arguments: [Descent.apart, .unknown(because: "no mirror of it here")])
  func conflict(descent: Descent) throws {
    let merge = try merge(
      file(iree: pin(a), xla: pin(a)), file(iree: pin(b), xla: pin(a)),
      file(iree: pin(c), xla: pin(b))
    ) { _, _, _ in descent }
    let line = { (pin: String) in "    \"iree\": \(pin)," }
    let marked = "<<<<<<< ours\n\(line(pin(b)))\n=======\n\(line(pin(c)))\n>>>>>>> theirs"
    let expected = try file(iree: pin(c), xla: pin(b)).edited(line(pin(c)), to: marked)
    #expect(String(decoding: merge.bytes, as: UTF8.self) == expected)
    #expect(merge.conflicts.map(\.key) == ["iree"])
    #expect(throws: Mistakes.self) { try VersionInfo.read(merge.bytes) }
  }

  @Test("holds and denials merge as keys, beside a pin that moves")
  func otherKeys() throws {
    let denied = { (whys: String...) in
      let entries = zip(["d", "e", "f"], whys).filter { !$0.1.isEmpty }.map {
        "\"\(String(repeating: $0.0, count: 40))\": \"\($0.1)\""
      }
      return ", \"denied\": { \(entries.joined(separator: ", ")) }"
    }
    let merged = try text(
      file(iree: pin(a, denied("1"))), file(iree: pin(b, denied("1", "2") + ", \"mine\": [1]")),
      file(iree: pin(c, denied("1", "", "3") + ", \"hold\": \"slow\""))
    ) { _, _, _ in .forward }
    let all = denied("1", "2", "3") + ", \"mine\": [1], \"hold\": \"slow\""
    #expect(merged == file(iree: pin(c, all)))
  }

  @Test("other keys of the file merge, and stay byte for byte")
  func otherKeysOfTheFile() throws {
    let odd = { (mine: String, other: String) in
      "{\"package-version\":\"0.1.0\", \"mine\":\(mine),\r\n \"pins\": {}, \"package-suffix\":\"\",\"x\":\(other)}"
    }
    #expect(
      try text(odd("1", "1"), odd("[ 2 ]", "1"), odd("1", "3e5"), never) == odd("[ 2 ]", "3e5"))
    let merged = try text(odd("1", "1"), odd("1", "1"), odd("1", "1, \"new\": true"), never)
    #expect(merged.contains("\"new\": true"))
  }

  @Test("a pin that theirs took away goes, and one that theirs added comes")
  func addedAndRemoved() throws {
    let merged = try text(
      file(iree: pin(a), xla: pin(a)), file(iree: pin(a), xla: pin(a)), file(iree: pin(a)), never)
    #expect(try VersionInfo.read(Array(merged.utf8)).pins.components.count == 1)
    let added = try text(
      file(iree: pin(a)), file(iree: pin(b)), file(iree: pin(a), xla: pin(c)), never)
    #expect(added == file(iree: pin(b), xla: pin(c)))
  }

  @Test("a file that is no good version file is not merged as one")
  func bad() {
    let good = Array(file(iree: pin(a)).utf8)
    #expect(VersionMerge(base: [], ours: good, theirs: good, descent: never) == nil)
    #expect(VersionMerge(base: good, ours: good, theirs: [0x7B], descent: never) == nil)
  }

  private let never: VersionMerge.Question = { _, _, _ in .unknown(because: "nobody was asked") }

  private func merge(
    _ base: String, _ ours: String, _ theirs: String, _ descent: VersionMerge.Question
  ) throws -> VersionMerge {
    let merge = VersionMerge(
      base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), descent: descent)
    return try #require(merge)
  }

  private func text(
    _ base: String, _ ours: String, _ theirs: String, _ descent: VersionMerge.Question
  ) throws -> String {
    let merge = try merge(base, ours, theirs, descent)
    #expect(merge.conflicts.isEmpty)
    return String(decoding: merge.bytes, as: UTF8.self)
  }

  private func pin(_ revision: String, _ rest: String = "") -> String {
    "{ \"revision\": \"\(revision)\"\(rest) }"
  }

  private func wheel(_ version: String, _ digit: String) -> String {
    "{ \"version\": \"\(version)\", \"files\": { \"linux-x86_64\": \"sha256:\((digit + digit).prefix(64))\" } }"
  }

  private func file(iree: String, xla: String? = nil) -> String {
    let rest = xla.map { ",\n    \"xla\": \($0)" } ?? ""
    return """
      {
        "package-version": "0.1.0",
        "package-suffix": "",
        "pins": {
          "iree": \(iree)\(rest)
        }
      }

      """
  }
}
