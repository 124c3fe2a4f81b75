import JSON

/// The members of a request's body, checked as they are read.
struct Fields: Sendable {
  let members: JSONObject

  init(_ members: JSONObject) {
    self.members = members
  }

  /// Demands that every one of `names` is there, naming all that are missing at once.
  func require(_ names: String...) throws(Refusal) {
    let missing = names.filter { members[$0] == nil }
    guard missing.isEmpty else { throw notSupplied(missing) }
  }

  /// True when `name` is there, be it null.
  func has(_ name: String) -> Bool { members[name] != nil }

  /// The text of `name`; nil when absent or null.
  func text(_ name: String) throws(Refusal) -> String? {
    try value(name, of: "string") { $0.string }
  }

  /// The text of `name`, which must be there.
  func requiredText(_ name: String) throws(Refusal) -> String {
    try require(name)
    guard let text = try text(name) else { throw wrongType(name, .null, "string") }
    return text
  }

  func flag(_ name: String) throws(Refusal) -> Bool? {
    try value(name, of: "boolean") { $0.bool }
  }

  func number(_ name: String) throws(Refusal) -> Int? {
    try value(name, of: "integer") { $0.integer.map { Int($0) } }
  }

  func list(_ name: String) throws(Refusal) -> [JSONValue]? {
    try value(name, of: "array") { $0.array }
  }

  func object(_ name: String) throws(Refusal) -> Fields? {
    try value(name, of: "object") { $0.object }.map { Fields($0) }
  }

  /// `name` as one of `words`.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, _ words: Word.Type
  ) throws(Refusal) -> Word? where Word.RawValue == String {
    guard let text = try text(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw notOneOf(name, text, Word.allCases.map(\.rawValue))
    }
    return word
  }

  private func value<Value>(
    _ name: String, of type: String, _ read: (JSONValue) -> Value?
  ) throws(Refusal) -> Value? {
    guard let json = members[name], !json.isNull else { return nil }
    guard let value = read(json) else { throw wrongType(name, json, type) }
    return value
  }
}

private func notSupplied(_ names: [String]) -> Refusal {
  let quoted = names.map { "\"\($0)\"" }.joined(separator: ", ")
  return .invalidRequest("\(quoted) \(names.count == 1 ? "wasn't" : "weren't") supplied.")
}

private func wrongType(_ name: String, _ found: JSONValue, _ type: String) -> Refusal {
  .invalidRequest("For 'properties/\(name)', \(found.text().prefix(100)) is not a \(type).")
}

private func notOneOf(_ name: String, _ found: String, _ words: [String]) -> Refusal {
  .invalidRequest(
    "For 'properties/\(name)', \(found.prefix(100)) is not a member of \(words).")
}
