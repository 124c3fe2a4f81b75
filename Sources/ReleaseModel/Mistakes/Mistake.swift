import JSON

/// One thing that is wrong in a file that people edit, told so that it can be put right.
package struct Mistake: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case badData = "bad data"
    /// Well-formed, and not allowed.
    case refused = "refused by policy"
    /// Nobody could tell whether it is well: an upstream or a mirror did not answer.
    case unanswered = "not answered"
    /// Well-formed, and upstream, asked just now, has no such thing.
    case unknownUpstream = "unknown to upstream"

    /// As DESIGN.md gives it.
    package var exitCode: Int32 {
      switch self {
      case .badData: 3
      case .refused: 4
      case .unanswered: 5
      case .unknownUpstream: 6
      }
    }
  }

  package let kind: Kind
  /// The path in the repository.
  package let file: String
  package let place: Place
  /// Quoted, escaped and cut, so that it can go to a terminal as it is.
  package let found: String
  package let expected: String
  /// What to do next.
  package let hint: String?

  package init(
    kind: Kind = .badData, file: String, place: Place, found: String, expected: String,
    hint: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.place = place
    self.found = found
    self.expected = expected
    self.hint = hint
  }
}

extension Mistake: CustomStringConvertible {
  package var description: String {
    let said = "\(file)\(place): found \(found); expected \(expected)"
    return hint.map { "\(said)\n  hint: \($0)" } ?? said
  }

  /// The same as data, for `--json`.
  package var json: JSONValue {
    var object = JSONObject([("kind", .string(kind.rawValue)), ("file", .string(file))])
    object["line"] = place.line.map { .integer(Int64($0)) }
    object["column"] = place.column.map { .integer(Int64($0)) }
    object["pointer"] = place.pointer.map(JSONValue.string)
    object["found"] = .string(found)
    object["expected"] = .string(expected)
    object["hint"] = hint.map(JSONValue.string)
    return .object(object)
  }
}
