import GreenSet
import JSON

/// Why a simulation cannot go on.
enum SimulationError: Error, Hashable, CustomStringConvertible {
  case notUnderstood(line: String, because: String)
  case worldFellSilent(after: String)
  case unreadable(file: String, because: String)
  case badRow(file: String, line: Int, found: String, expected: String)
  case noSuchRow(String, file: String)
  case notGreen(String, file: String)
  case pastTheEnd(String, end: String)
  case senseless(ProblemError)

  var description: String {
    switch self {
    case .notUnderstood(let line, let because):
      "reading the world's answer: \(because)\n  found: \(line.prefix(200))\n"
        + "  hint: roller-lab simulate --help describes the protocol"
    case .worldFellSilent(let after):
      "waiting for the world's answer to \(after): standard input ended"
    case .unreadable(let file, let because):
      "reading \(file): \(because)"
    case .badRow(let file, let line, let found, let expected):
      "\(file):\(line): found \"\(found)\", expected \(expected)"
    case .noSuchRow(let row, let file):
      "looking for \(row): \(file) has no such revisions\n"
        + "  hint: name the revisions in the order of the columns, with commas"
    case .notGreen(let row, let file):
      "starting from \(row): it is not green on every target in \(file)"
    case .pastTheEnd(let row, let end):
      "starting from \(row): it is newer than the end, \(end)"
    case .senseless(let error):
      "\(error)"
    }
  }
}
