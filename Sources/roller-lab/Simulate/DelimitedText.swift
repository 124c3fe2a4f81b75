import Errors
import Foundation

/// A small CSV file: a header, then rows of as many fields.
struct DelimitedText: Sendable {
  struct Row: Sendable {
    var line: Int
    var fields: [String]
  }

  let file: String
  let header: [String]
  let rows: [Row]

  init(file: String) throws(SimulationError) {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw .unreadable(file: file, because: Failure(error, doing: "reading it").found)
    }
    var lines: [Row] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      lines.append(
        Row(line: number + 1, fields: fields.map { $0.trimmingCharacters(in: .whitespaces) }))
    }
    guard let header = lines.first else {
      throw .unreadable(file: file, because: "it is empty, expected a header line")
    }
    for row in lines where row.fields.count != header.fields.count {
      throw .badRow(
        file: file, line: row.line, found: row.fields.joined(separator: ","),
        expected: "\(header.fields.count) fields")
    }
    self.file = file
    self.header = header.fields
    rows = Array(lines.dropFirst())
  }
}
