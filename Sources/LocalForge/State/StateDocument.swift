import Git
import JSON

/// A JSON document of the forge's state while it is read; every mistake names the document.
struct StateDocument: Sendable {
  /// The path in the state's tree.
  let path: String
  let members: JSONObject

  init(_ json: JSONValue, at path: String) throws(StateError) {
    guard let members = json.object else {
      throw StateError(path: path, message: "\(json.kind); expected an object")
    }
    self.path = path
    self.members = members
  }

  func text(_ key: String) throws(StateError) -> String {
    try required(key, optionalText(key), "a string")
  }

  func optionalText(_ key: String) -> String? { members[key]?.string }

  func number(_ key: String) throws(StateError) -> Int {
    try required(key, members[key]?.integer.map { Int($0) }, "an integer")
  }

  func flag(_ key: String) throws(StateError) -> Bool {
    try required(key, members[key]?.bool, "a boolean")
  }

  func time(_ key: String) throws(StateError) -> Timestamp {
    try required(key, optionalTime(key), "a time")
  }

  func optionalTime(_ key: String) -> Timestamp? {
    members[key]?.string.flatMap { Timestamp($0) }
  }

  func commit(_ key: String) throws(StateError) -> ObjectID {
    try required(key, optionalCommit(key), "40 hexadecimal digits")
  }

  func optionalCommit(_ key: String) -> ObjectID? {
    members[key]?.string.flatMap { ObjectID($0) }
  }

  func texts(_ key: String) throws(StateError) -> [String] {
    try required(key, members[key]?.array?.compactMap(\.string), "an array of strings")
  }

  func documents(_ key: String) throws(StateError) -> [StateDocument] {
    let values = try required(key, members[key]?.array, "an array")
    return try values.enumerated().map { index, value throws(StateError) in
      try StateDocument(value, at: "\(path)#/\(key)/\(index)")
    }
  }

  func word<Word: RawRepresentable>(
    _ key: String, _ words: Word.Type
  ) throws(StateError) -> Word where Word.RawValue == String {
    try required(key, members[key]?.string.flatMap(Word.init(rawValue:)), "a known word")
  }

  private func required<Value>(
    _ key: String, _ value: Value?, _ expected: String
  ) throws(StateError) -> Value {
    guard let value else {
      let found = members[key]?.text().prefix(100) ?? "nothing"
      throw StateError(path: path, message: "\(key): found \(found); expected \(expected)")
    }
    return value
  }
}

/// Why the forge's own state cannot be read: somebody else wrote under its reference.
struct StateError: Error, Sendable, Equatable, CustomStringConvertible {
  /// In the tree of the state's reference.
  let path: String
  let message: String

  var description: String {
    """
    read \(StateStore.referenceText): \(path): \(message)
      hint: only the forge writes there; move the reference back along its history to repair it
    """
  }
}

/// What is kept as one JSON document of the state's tree.
protocol StateRecord: Sendable, Equatable {
  init(_ document: StateDocument) throws(StateError)
  var json: JSONValue { get }
}

extension JSONObject {
  /// The same as the other initialiser, but the compiler knows the literal's type at once.
  init(of pairs: [(String, JSONValue)]) { self.init(pairs) }

  /// These members without the nulls: what is absent need not be written down.
  var withoutNulls: JSONObject {
    JSONObject(filter { !$0.value.isNull }.map { ($0.key, $0.value) })
  }
}

// Properties rather than initialisers: a literal of fifty members with overloaded initialisers takes
// the compiler minutes.

extension Int {
  var json: JSONValue { .integer(Int64(self)) }
}

extension String? {
  var json: JSONValue { map { .string($0) } ?? .null }
}

extension Timestamp {
  var json: JSONValue { .string(description) }
}

extension Timestamp? {
  var json: JSONValue { map(\.json) ?? .null }
}

extension ObjectID {
  var json: JSONValue { .string(hexadecimal) }
}

extension ObjectID? {
  var json: JSONValue { map(\.json) ?? .null }
}
