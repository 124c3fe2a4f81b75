import Foundation
import JSON
import ReleaseModel
import Testing

/// The schedule actions of docs/from-openxla-workspace.md, read as a schedule of this repository.
@Suite(.timeLimit(.minutes(20))) struct OldActionsTests {
  /// The cells of the last column of the document's second table.
  private static var cells: [String] {
    let bytes = (try? Repository.bytes(at: "docs/from-openxla-workspace.md")) ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    let table = text.components(separatedBy: "## Schedule actions").last ?? ""
    return table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().compactMap {
      let code = $0.split(separator: "|").last?.split(separator: "`")
      return code.flatMap { $0.count > 1 ? String($0[1]) : nil }
    }
  }

  @Test("each old action's line is one that a schedule may have", arguments: cells)
  func action(cell: String) throws {
    var files = try Repository.configurationFiles()
    let path = "schedules/python.json"
    var schedule = try #require(try JSONValue(parsing: files[path] ?? []).object)
    if cell.hasPrefix("{") {
      schedule["rolls"] = .array([try JSONValue(parsing: cell)])
    } else {
      let member = try #require(try JSONValue(parsing: "{\(cell)}").object)
      for (key, value) in member { schedule[key] = value }
    }
    files[path] = Array(JSONValue.object(schedule).text(.indented).utf8)
    let mistakes = Self.mistakes(in: files)
    #expect(mistakes.isEmpty, "\(mistakes)")
  }

  @Test("the table has a line for each kind of source")
  func complete() {
    let kinds = ["\"head\"", "pinned-by", "\"index\" }", "pre-releases", "recorded-in", "together"]
    for kind in kinds { #expect(Self.cells.contains { $0.contains(kind) }, "\(kind)") }
  }

  /// Mistakes of form; which packages can judge a component is no matter of an action's form.
  private static func mistakes(in files: [String: [UInt8]]) -> [String] {
    do throws(Mistakes) {
      _ = try ReleaseConfiguration.read(files: files)
      return []
    } catch {
      return error.all.map(\.description).filter { !$0.contains("no validation could judge") }
    }
  }
}
