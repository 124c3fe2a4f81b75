import Errors
import Git
import JSON

/// A JSON document of the forge's state while it is read; every mistake names the document.
struct StateDocument: Sendable {
  /// The path in the state's tree.
  let path: String
  let members: JSONObject

  init(_ json: JSONValue, at path: String) throws(Failure) {
    guard let members = json.object else {
      throw Failure.state(path, "\(json.kind); expected an object")
    }
    self.path = path
    self.members = members
  }

  func text(_ key: String) throws(Failure) -> String {
    try required(key, optionalText(key), "a string")
  }

  func optionalText(_ key: String) -> String? { members[key]?.string }

  func number(_ key: String) throws(Failure) -> Int {
    try required(key, members[key]?.integer.map { Int($0) }, "an integer")
  }

  func flag(_ key: String) throws(Failure) -> Bool {
    try required(key, members[key]?.bool, "a boolean")
  }

  func time(_ key: String) throws(Failure) -> Timestamp {
    try required(key, optionalTime(key), "a time")
  }

  func optionalTime(_ key: String) -> Timestamp? {
    members[key]?.string.flatMap { Timestamp($0) }
  }

  func commit(_ key: String) throws(Failure) -> ObjectID {
    try required(key, optionalCommit(key), "40 hexadecimal digits")
  }

  func optionalCommit(_ key: String) -> ObjectID? {
    members[key]?.string.flatMap { ObjectID($0) }
  }

  func texts(_ key: String) throws(Failure) -> [String] {
    try required(key, members[key]?.array?.compactMap(\.string), "an array of strings")
  }

  func documents(_ key: String) throws(Failure) -> [StateDocument] {
    let values = try required(key, members[key]?.array, "an array")
    return try values.enumerated().map { index, value throws(Failure) in
      try StateDocument(value, at: "\(path)#/\(key)/\(index)")
    }
  }

  func word<Word: RawRepresentable>(
    _ key: String, _ words: Word.Type
  ) throws(Failure) -> Word where Word.RawValue == String {
    try required(key, members[key]?.string.flatMap(Word.init(rawValue:)), "a known word")
  }

  private func required<Value>(
    _ key: String, _ value: Value?, _ expected: String
  ) throws(Failure) -> Value {
    guard let value else {
      let found = members[key]?.text().prefix(100) ?? "nothing"
      throw Failure.state(path, "\(key): found \(found); expected \(expected)")
    }
    return value
  }
}

extension Failure {
  /// The forge's own state cannot be read: somebody else wrote under its reference.
  static func state(_ path: String, _ found: String) -> Failure {
    Failure(
      .badData, doing: "read \(StateStore.referenceText): \(path)", found: found,
      hint: "only the forge writes there; move the reference back along its history to repair it")
  }
}

/// What is kept as one JSON document of the state's tree.
protocol StateRecord: Sendable, Equatable {
  init(_ document: StateDocument) throws(Failure)
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
