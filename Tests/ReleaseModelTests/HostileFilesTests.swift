import ReleaseModel
import TestKit
import Testing

@Suite("Files that mean harm", .timeLimit(.minutes(20)))
struct HostileFilesTests {
  @Test("a mistake names the limit of size and of depth instead of crashing")
  func limits() throws {
    let deep = Array(("{\"a\":" + String(repeating: "[", count: 10_000)).utf8)
    #expect(try mistakes(in: deep).all[0].found == "nesting deeper than 64 levels")
    let large = [UInt8](repeating: UInt8(ascii: " "), count: 100 << 20)
    #expect(try mistakes(in: large).all[0].expected == "at most 1048576 bytes")
  }

  @Test("random damage to a good file is either read or refused, never a crash")
  func damaged() throws {
    let good = try Repository.bytes(at: "version_info.json")
    var random = SeededRandom(seed: 7)
    for _ in 0..<1_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: "{}[]\",:".utf8.shuffled(using: &random), at: place)
        }
      }
      do throws(Mistakes) {
        let info = try VersionInfo.read(bytes)
        #expect(try VersionInfo.canonical(VersionInfo.canonical(info.bytes)).isEmpty == false)
      } catch {
        #expect(error.all.allSatisfy { !$0.found.isEmpty && !$0.expected.isEmpty })
      }
    }
  }

  @Test("so is random damage to any file of a configuration")
  func damagedConfiguration() throws {
    let good = try Repository.configurationFiles()
    let paths = good.keys.filter { !$0.contains("schema") }.sorted()
    var random = SeededRandom(seed: 8)
    for round in 0..<200 {
      var files = good
      let path = paths[round % paths.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<(files[path]?.count ?? 0), using: &random)
        files[path]?[place] = "{}[]\",:-09aA".utf8.randomElement(using: &random) ?? 0
      }
      do throws(Mistakes) {
        _ = try ReleaseConfiguration.read(files: files)
      } catch {
        #expect(error.all.allSatisfy { !$0.file.isEmpty && !$0.expected.isEmpty })
      }
    }
  }

  @Test("nothing invisible reaches the terminal, and nothing endless")
  func quoted() throws {
    let text = "\u{1b}]8;;x\u{7}\u{202e}\u{200b}" + String(repeating: "y", count: 10_000)
    let escaped = text.unicodeScalars.map { scalar in
      scalar.value < 0x20
        ? "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        : String(scalar)
    }.joined()
    let said = try mistakes(in: Array("{\"pins\": {\"\(escaped)\": \"\(escaped)\"}}".utf8))
      .description
    #expect(
      said.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7F).contains($0.value) || $0 == "…" }
    )
    #expect(said.utf8.count < 3_000)
    #expect(said.contains("\\u{1b}]8;;x\\u{7}\\u{202e}\\u{200b}"))
  }

  @Test("two conflicts are two mistakes, each with its sides")
  func conflicts() throws {
    let text = "{\n<<<<<<< a\n=======\n>>>>>>> b\n<<<<<<< c\r\n=======\n>>>>>>> d e\n}"
    let found = try mistakes(in: Array(text.utf8)).all.map(\.found)
    #expect(
      found == [
        "a merge conflict between \"a\" and \"b\"", "a merge conflict between \"c\" and \"d e\"",
      ])
  }

  private func mistakes(in bytes: [UInt8]) throws -> Mistakes {
    try #require(throws: Mistakes.self) { try VersionInfo.read(bytes) }
  }
}
