import JSON

/// One thing that is wrong in a file that people edit, told so that it can be put right.
package struct Mistake: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case badData = "bad data"
    /// Well-formed, and not allowed.
    case refused = "refused by policy"
    /// It could not be decided: an upstream or a mirror did not answer.
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

/// Everything that is wrong with what was read; never empty.
package struct Mistakes: Error, Sendable, Equatable, CustomStringConvertible {
  /// By file, in the order of the files' text.
  package let all: [Mistake]

  package init(_ all: [Mistake]) {
    precondition(!all.isEmpty, "an error without a mistake would be a refusal without a reason")
    self.all = all
  }

  /// That of bad data if there is any: what does not make sense cannot be judged by a policy.
  package var exitCode: Int32 {
    all.map(\.kind.exitCode).min() ?? Mistake.Kind.badData.exitCode
  }

  package var description: String { all.map(\.description).joined(separator: "\n") }
}

/// Something in a file that is read anyway, and that its author should know.
package struct Warning: Sendable, Hashable, CustomStringConvertible {
  /// The path in the repository.
  package let file: String
  package let place: Place
  package let text: String

  package init(file: String, place: Place, text: String) {
    self.file = file
    self.place = place
    self.text = text
  }

  package var description: String { "\(file)\(place): warning: \(text)" }
}

/// Where in a file something stands.
package struct Place: Sendable, Hashable, CustomStringConvertible {
  /// Counted from 1.
  package let line: Int?
  /// Counted from 1, in characters.
  package let column: Int?
  /// A JSON pointer (RFC 6901), escaped for terminals.
  package let pointer: String?

  package init(line: Int? = nil, column: Int? = nil, pointer: String? = nil) {
    self.line = line
    self.column = column
    self.pointer = pointer
  }

  /// The file as a whole.
  package static let file = Place()

  /// What follows a file's name in a message: `:3:5: /pins/iree`, or nothing.
  package var description: String {
    let position = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    guard let pointer, !pointer.isEmpty else { return position }
    return position + ": " + pointer
  }
}
