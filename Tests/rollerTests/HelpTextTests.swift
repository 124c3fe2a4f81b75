import Foundation
import JSON
import TestKit
import Testing

/// The help of every command, as a terminal of 80 columns shows it.
@Suite("Help", .timeLimit(.minutes(5)))
struct HelpTextTests {
  /// The words that an abstract may begin with.
  static let imperatives: Set<String> = [
    "Allow", "Build", "Check", "Clone", "Find", "List", "Manage", "Mark", "Measure", "Merge",
    "Move",
    "Print", "Rewrite", "Roll", "Run", "Serve", "Set", "Show", "Strike", "Validate",
  ]

  @Test(
    "fits 80 columns, is wrapped once, begins with an imperative and gives an example",
    arguments: ["roller", "roller-lab"])
  func everyCommand(program: String) throws {
    let dump = try JSONValue(parsing: output(of: program, ["--experimental-dump-help"]))
    let root = try #require(dump["command"])
    var pages: [(words: [String], page: String)] = []
    for words in Self.commands(below: root, []) {
      pages.append((words, try output(of: program, ["help"] + words)))
    }
    #expect(pages.count > 2)
    for (words, page) in pages {
      let name = ([program] + words).joined(separator: " ")
      let lines = page.components(separatedBy: "\n")
      for line in lines where line.count > 80 {
        Issue.record("\(name): \(line.count) columns: \(line)")
      }
      let abstract = lines.first?.replacing("OVERVIEW: ", with: "") ?? ""
      let first = abstract.split(separator: " ").first.map(String.init) ?? ""
      #expect(Self.imperatives.contains(first), "\(name): \(abstract)")
      let overview = Array(lines.prefix { !$0.hasPrefix("USAGE:") })
      #expect(
        overview.contains { Self.isExample($0, of: program) }, "\(name) gives no example")
      for (line, next) in zip(overview, overview.dropFirst()) where Self.isCut(line, before: next) {
        Issue.record("\(name): wrapped twice: \(line)")
      }
    }
  }

  @Test("a paragraph that is wrapped twice is found")
  func ragged() {
    #expect(Self.isCut("together", before: "on every target, and lands them: bump commit"))
    #expect(!Self.isCut("The end of a paragraph.", before: ""))
    #expect(!Self.isCut("Exit codes:", before: "    roller roll python"))
    let full = "Asks every upstream of the schedule for newer revisions, finds the newest"
    #expect(!Self.isCut(full, before: "pins that build and run together"))
  }

  /// The words of every command below `command`, hidden ones too; `help` is the parser's own.
  private static func commands(below command: JSONValue, _ words: [String]) -> [[String]] {
    let own = (command["subcommands"]?.array ?? []).filter { $0["commandName"]?.string != "help" }
    return [words]
      + own.flatMap { child in
        commands(below: child, words + [child["commandName"]?.string ?? ""])
      }
  }

  /// Whether `line` of a paragraph ends although the first word of `next` would have fitted.
  private static func isCut(_ line: String, before next: String) -> Bool {
    let isText = { (text: String) in !text.isEmpty && !text.hasPrefix(" ") }
    guard isText(line), isText(next), !line.hasSuffix(":"), !line.contains("://") else {
      return false
    }
    // A line with a table's gap stands by itself.
    guard !line.contains("   ") else { return false }
    let word = next.prefix { $0 != " " }
    return line.count + 1 + word.count <= 68
  }

  private static func isExample(_ line: String, of program: String) -> Bool {
    let isIndented =
      line.hasPrefix("    ") && (line.contains("\(program) ") || line.contains("git "))
    return isIndented || line.contains("   \(program) ")
  }

  private func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = OwnRepository.build.appending(path: "debug/\(program)")
    process.arguments = arguments
    process.environment = ["COLUMNS": "80"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self)
  }
}
