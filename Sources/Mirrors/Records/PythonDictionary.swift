/// A dictionary of strings that a Python file assigns to a name, read as data.
///
/// Only a literal is taken, and only where nothing else in the file can change it: the tool that this
/// replaces executed the file to learn what it says.
struct PythonDictionary: Sendable, Equatable {
  private(set) var values: [String: String] = [:]
  private var tokens: [PythonToken]
  private var position = 0

  /// Reads `name` out of the file `bytes`.
  init(named name: String, in bytes: [UInt8]) throws(RecordFault) {
    tokens = try PythonScanner.tokens(of: bytes)
    position = try Self.start(of: name, in: tokens)
    try read()
    tokens = []
  }

  /// Where the brace of `name = {` stands; refused when the name is used to change it anywhere.
  private static func start(of name: String, in tokens: [PythonToken]) throws(RecordFault) -> Int {
    var start: Int?
    for (index, token) in tokens.enumerated() where token.kind == .name(name) {
      let after = tokens[(index + 1)...].prefix(3).map(\.kind)
      let isAssignment =
        token.depth == 0 && after.first == .symbol("=") && after.dropFirst().first != .symbol("=")
      let isFirst = index == 0 || tokens[index - 1].kind == .newline
      if isAssignment {
        guard token.column == 0, isFirst, start == nil else {
          throw RecordFault(line: token.line, "\(name) is assigned more than once, or by code")
        }
        guard after.count > 1, after[1] == .symbol("{") else {
          throw RecordFault(line: token.line, "\(name) is not a literal dictionary")
        }
        start = index + 2
      } else if isFirst || changes(after, around: tokens, at: index) {
        throw RecordFault(line: token.line, "\(name) is changed by code, which is not executed")
      }
    }
    guard let start else { throw RecordFault("there is no \(name)") }
    return start
  }

  /// `NAME[…] =`, `NAME.update(` and the like, `global NAME`, `del NAME`.
  private static func changes(
    _ after: [PythonToken.Kind], around tokens: [PythonToken], at index: Int
  ) -> Bool {
    let words = ["global", "nonlocal", "del", "as", "for", "import"]
    if index > 0, case .name(let word) = tokens[index - 1].kind, words.contains(word) {
      return true
    }
    if after.first == .symbol("."), after.count > 1, case .name(let method) = after[1] {
      return ["update", "pop", "popitem", "clear", "setdefault"].contains(method)
    }
    if after.count > 1, after[1] == .symbol("="), after[0] != .symbol("="), after[0] != .symbol("!")
    {
      return true
    }
    guard after.first == .symbol("[") else { return false }
    let depth = tokens[index].depth
    guard let close = tokens[(index + 2)...].firstIndex(where: { $0.depth == depth }) else {
      return false
    }
    let rest = tokens[(close + 1)...].prefix(2).map(\.kind)
    return rest.first == .symbol("=") && rest.last != .symbol("=")
  }

  private mutating func read() throws(RecordFault) {
    try expect("{")
    while kind != .symbol("}") {
      let line = tokens[position].line
      let key = try string("a key")
      try expect(":")
      let value = try string("a value")
      guard values.updateValue(value, forKey: key) == nil else {
        throw RecordFault(line: line, "\(quotedRecord(key)) appears twice")
      }
      guard values.count <= RecordLimits.entries else {
        throw RecordFault(line: line, "more than \(RecordLimits.entries) entries")
      }
      if kind != .symbol("}") { try expect(",") }
    }
    try expect("}")
    guard position >= tokens.count || kind == .newline else {
      throw RecordFault(line: tokens[position].line, "there is more after the dictionary")
    }
  }

  private var kind: PythonToken.Kind? {
    position < tokens.count ? tokens[position].kind : nil
  }

  private mutating func expect(_ symbol: Character) throws(RecordFault) {
    guard kind == .symbol(symbol) else { throw unexpected("\"\(symbol)\"") }
    position += 1
  }

  private mutating func string(_ what: String) throws(RecordFault) -> String {
    guard case .string(let text)? = kind else { throw unexpected("\(what) that is a plain string") }
    position += 1
    return text
  }

  private func unexpected(_ expected: String) -> RecordFault {
    let line = tokens[min(position, tokens.count - 1)].line
    return RecordFault(line: line, "expected \(expected)")
  }
}
