import ReleaseModel
import Testing

@Suite("A merge of version_info.json in which a side went back", .timeLimit(.minutes(20)))
struct RevertMergeTests {
  /// Revisions of one line of history, oldest first.
  private let line = ["1", "2", "3", "4"].map { String(repeating: $0, count: 40) }

  @Test("a revert on one side is a conflict, whichever side it is on")
  func oneSide() throws {
    for (ours, theirs, why) in [
      (0, 2, "ours goes back from 2222222222, which was decided deliberately, and theirs does not"),
      (2, 0, "theirs goes back from 2222222222, which was decided deliberately, and ours does not"),
    ] {
      let merge = try merge(base: 1, ours: ours, theirs: theirs)
      #expect(merge.conflicts.map(\.why) == [why])
      #expect(merge.resolved.isEmpty && merge.conflicts.allSatisfy { !$0.isUnknown })
    }
  }

  @Test("both sides back to different commits is a conflict; to one commit it is agreed")
  func bothSides() throws {
    let apart = try merge(base: 3, ours: 0, theirs: 1)
    #expect(
      apart.conflicts.map(\.why) == ["both sides go back from 4444444444, to different places"])
    #expect(try merge(base: 3, ours: 1, theirs: 1).conflicts.isEmpty)
  }

  @Test("a revert that the other side left alone is taken as any change")
  func untouched() throws {
    let merge = try merge(base: 2, ours: 2, theirs: 0)
    #expect(merge.conflicts.isEmpty)
    #expect(String(decoding: merge.bytes, as: UTF8.self) == file(git(line[0])))
  }

  @Test("whether a side went back is not known: a conflict that asking would settle")
  func unknown() throws {
    let merge = try #require(
      VersionMerge(
        base: bytes(git(line[0])), ours: bytes(git(line[1])), theirs: bytes(git(line[2]))
      ) { _, from, _ in
        "\(from)" == line[0] ? .unknown(because: "no mirror of it") : .forward
      })
    #expect(
      merge.conflicts.map(\.why) == [
        "whether ours goes back from 1111111111 is not known: no mirror of it"
      ])
    #expect(merge.conflicts.allSatisfy { $0.isUnknown })
  }

  @Test("a version that one side took back is not raised again by the other")
  func versions() throws {
    let merge = try #require(
      VersionMerge(
        base: bytes(wheel("3.1")), ours: bytes(wheel("3.0")), theirs: bytes(wheel("3.2"))
      ) { _, _, _ in .forward })
    #expect(
      merge.conflicts.map(\.why) == [
        "ours goes back from 3.1, which was decided deliberately, and theirs does not"
      ])
  }

  @Test("one side removes what the other moves: the reason is said, and our file is kept")
  func removed() throws {
    let merge = try #require(
      VersionMerge(
        base: bytes(git(line[0])), ours: Array(file(nil).utf8), theirs: bytes(git(line[1]))
      ) { _, _, _ in .forward })
    #expect(merge.conflicts.map(\.why) == ["ours removes what theirs changes"])
    #expect(!merge.isShown && merge.bytes == Array(file(nil).utf8))
  }

  @Test("holds that differ are shown, and text in quotation marks is shown as it stands")
  func shown() throws {
    let hold = { (why: String) in
      "{ \"revision\": \"\(line[0])\", \"hold\": \"\(why)\" }"
    }
    let merge = try #require(
      VersionMerge(
        base: bytes(hold("a")), ours: bytes(hold("b")), theirs: bytes(hold("c"))
      ) { _, _, _ in .forward })
    #expect(
      merge.conflicts.map(\.description) == [
        "version_info.json: iree: hold: ours is \"b\", theirs is \"c\": both sides changed it"
      ])
  }

  private func merge(base: Int, ours: Int, theirs: Int) throws -> VersionMerge {
    try #require(
      VersionMerge(
        base: bytes(git(line[base])), ours: bytes(git(line[ours])),
        theirs: bytes(git(line[theirs]))
      ) { _, from, to in
        "\(from)" <= "\(to)" ? .forward : .backward
      })
  }

  private func git(_ revision: String) -> String { "{ \"revision\": \"\(revision)\" }" }

  private func wheel(_ version: String) -> String {
    let digest = String(repeating: "a", count: 64)
    return "{ \"version\": \"\(version)\", \"files\": { \"linux-x86_64\": \"sha256:\(digest)\" } }"
  }

  private func bytes(_ pin: String) -> [UInt8] { Array(file(pin).utf8) }

  private func file(_ pin: String?) -> String {
    """
    {
      "package-version": "0.1.0",
      "package-suffix": "",
      "pins": {\(pin.map { "\n    \"iree\": \($0)\n  " } ?? "")}
    }

    """
  }
}
