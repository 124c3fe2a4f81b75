import JSON
import Synchronization

/// How one kind of value is written in the files that people edit: what reads it strictly, and the
/// JSON Schema that tells editors the same.
///
/// One value for both, so that keys, words, ranges and texts cannot drift apart.
struct Form<Value>: Sendable {
  let schema: @Sendable () -> Schema
  /// The value, or nil after saying what is wrong with it.
  let read: @Sendable (Cursor) -> Value?
  /// How a default is told.
  let json: @Sendable (Value) -> JSONValue?

  init(
    _ schema: @autoclosure @escaping @Sendable () -> Schema,
    json: @escaping @Sendable (Value) -> JSONValue? = { _ in nil },
    read: @escaping @Sendable (Cursor) -> Value?
  ) {
    self.schema = schema
    self.json = json
    self.read = read
  }

  func map<Other>(_ change: @escaping @Sendable (Value, Cursor) -> Other?) -> Form<Other> {
    Form<Other>(schema()) { cursor in read(cursor).flatMap { change($0, cursor) } }
  }

  func map<Other>(_ change: @escaping @Sendable (Value) -> Other?) -> Form<Other> {
    map { value, _ in change(value) }
  }

  func defined(as name: String) -> Form { Form(schema().defined(as: name), json: json, read: read) }
}

/// A JSON Schema (draft 2020-12), and the definitions that it refers to.
struct Schema: Sendable {
  private(set) var keywords: JSONObject
  private var definitions = JSONObject()

  /// `keywords`, whose parts refer to what `parts` define.
  init(_ keywords: JSONValue, using parts: [Schema] = []) {
    self.keywords = keywords.object ?? JSONObject()
    for (name, definition) in parts.flatMap({ Array($0.definitions) }) {
      definitions[name] = definition
    }
  }

  var json: JSONValue { .object(keywords) }

  /// The same with more keywords; nil and empty ones say nothing.
  func with(_ more: KeyValuePairs<String, JSONValue?>) -> Schema {
    var schema = self
    for (keyword, value) in more where ![nil, .null, []].contains(value) {
      schema.keywords[keyword] = value
    }
    return schema
  }

  /// A reference to the same, which becomes a definition.
  func defined(as name: String) -> Schema {
    var reference = self
    reference.keywords = JSONObject([("$ref", .string("#/$defs/\(name)"))])
    reference.definitions = JSONObject([(name, json)] + Array(definitions))
    return reference
  }

  /// The schema of a whole file.
  func file(_ title: String) -> JSONValue {
    let head: [(String, JSONValue)] = [
      ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("title", .string(title)),
    ]
    return .object(JSONObject(head + Array(keywords) + [("$defs", .object(definitions))]))
  }
}

// Texts, flags, numbers, words.
extension Form {
  /// A string that `parse` takes.
  static func text(
    _ expected: String, _ keywords: KeyValuePairs<String, JSONValue?> = [:],
    hint: @escaping @Sendable (String) -> String? = { _ in nil },
    _ parse: @escaping @Sendable (String) -> Value?
  ) -> Form {
    Form(Schema(["type": "string"]).with(keywords)) { cursor in
      guard let text = cursor.value.string else { return cursor.wrong(expected) }
      if let value = parse(text) { return value }
      return cursor.wrong(expected, hint: hint(text))
    }
  }

  /// A word of a closed list.
  static func choice() -> Form
  where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    let words = Value.allCases.map(\.rawValue)
    let expected = "one of " + words.map(quoted).joined(separator: ", ")
    let values = Value.allCases.map(\.self)
    return Form(Schema(["enum": .array(words.map(JSONValue.string))])) { cursor in
      guard let text = cursor.value.string else { return cursor.wrong(expected) }
      return words.firstIndex(of: text).map { values[$0] }
        ?? cursor.wrong(expected, hint: suggestion(for: text, among: words))
    }
  }

  static func name<Kind>(of _: Kind.Type) -> Form where Value == Name<Kind> {
    Form(nameSchema) { cursor in
      guard let text = cursor.value.string else { return cursor.wrong("a name") }
      return Name<Kind>(text) ?? cursor.wrong("a name: \(Name<Kind>.grammar)")
    }
  }
}

extension Form where Value == String {
  static func text(_ expected: String = "a string") -> Form { .text(expected) { $0 } }

  /// A string that `pattern` matches from its start to its end.
  static func pattern(_ pattern: String, longest: Int64? = nil, _ expected: String) -> Form {
    let compiled = CompiledPattern(pattern)
    return .text(
      expected, ["pattern": .string(pattern), "maxLength": longest.map(JSONValue.integer)]
    ) { text in
      compiled.matches(text) && text.unicodeScalars.count <= longest ?? .max ? text : nil
    }
  }

  /// A path inside a repository, archive or folder: relative, with `/`, without `.` and `..` steps.
  static let relativePath: Form = .text("a relative path with '/', without \".\" and \"..\" steps")
  { text in
    let steps = text.split(separator: "/", omittingEmptySubsequences: false)
    let isGood = steps.allSatisfy { step in
      !["", ".", ".."].contains(step) && !step.hasPrefix("-") && step.lowercased() != ".git"
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value > 0x1F && $0.value != 0x7F && $0 != "\\" && $0 != ":"
    }
    return isGood && isPlain && text.utf8.count <= 500 ? text : nil
  }

  /// The name of a file in one folder.
  static let fileName: Form = relativePath.map { path, cursor in
    path.contains("/") ? cursor.wrong("the name of a file beside this one") : path
  }
}

extension Form where Value == Bool {
  static let flag = Form(Schema(["type": "boolean"]), json: JSONValue.bool) { cursor in
    cursor.value.bool ?? cursor.wrong("true or false")
  }
}

extension Form where Value == Int {
  static func whole(_ range: ClosedRange<Int64>) -> Form {
    Form(
      Schema([
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]), json: { .integer(Int64($0)) },
      read: { cursor in
        let number = cursor.value.integer.flatMap { range.contains($0) ? Int($0) : nil }
        return number
          ?? cursor.wrong("a whole number from \(range.lowerBound) to \(range.upperBound)")
      })
  }
}

/// The part of ``Name``'s grammar that a pattern says well.
private var nameSchema: Schema {
  Schema([
    "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,99}$",
    "description": .string(PlainWord.grammar + "."),
  ]).defined(as: "name")
}

// Lists and objects by name.
extension Form {
  /// Nil when any element could not be read, all having been tried.
  static func list<Element>(of what: String, _ form: Form<Element>, atLeast least: Int = 0) -> Form
  where Value == [Element] {
    Form(
      Schema(["type": "array"], using: [form.schema()]).with([
        "minItems": least > 0 ? .integer(Int64(least)) : nil, "items": form.schema().json,
      ])
    ) { cursor in
      guard let values = cursor.value.array else { return cursor.wrong("an array of \(what)") }
      guard values.count >= least else {
        return cursor.wrong("at least \(least) in the array of \(what)", found: "\(values.count)")
      }
      let elements = values.indices.map { cursor[$0].flatMap(form.read) }
      let good = elements.compactMap(\.self)
      return good.count == elements.count ? good : nil
    }
  }

  /// The same list, in which nothing may stand twice.
  func distinct<Element>(_ identity: @escaping @Sendable (Element) -> String) -> Form
  where Value == [Element] {
    Form(schema().with(["uniqueItems": true])) { cursor in
      let elements = read(cursor)
      cursor.checkDistinct((elements ?? []).map(identity)) { cursor[$0] }
      return elements
    }
  }

  /// The members of an object whose keys `parse` takes, in order.
  static func entries<Key, Element>(
    _ expected: String, keys: Schema, _ form: Form<Element>, atLeast least: Int64? = nil,
    _ parse: @escaping @Sendable (String, Cursor) -> Key?
  ) -> Form where Value == [(Key, Element)] {
    Form(
      Schema(["type": "object"], using: [keys, form.schema()]).with([
        "minProperties": least.map(JSONValue.integer),
        "propertyNames": keys.keywords.isEmpty ? nil : keys.json,
        "additionalProperties": form.schema().json,
      ])
    ) { cursor in
      guard let object = cursor.value.object else { return cursor.wrong(expected) }
      let entries = object.map { key, value in
        (parse(key, cursor.key(key)), form.read(cursor.member(key, value)))
      }
      let good = entries.compactMap { key, value in key.flatMap { key in value.map { (key, $0) } } }
      return good.count == entries.count ? good : nil
    }
  }

  /// The members of an object whose keys are names of one kind, in order.
  static func entries<Kind, Element>(
    of what: String, _: Kind.Type, _ form: Form<Element>, atLeast least: Int64? = nil
  ) -> Form where Value == [(Name<Kind>, Element)] {
    .entries("an object of \(what) by name", keys: nameSchema, form, atLeast: least) {
      key, cursor in
      Name<Kind>(key)
        ?? cursor.wrong("a name: \(Name<Kind>.grammar)", found: "the key \(quoted(key))")
    }
  }
}

/// A regular expression that is compiled once, which costs more than matching a file's texts.
private final class CompiledPattern: Sendable {
  private let regex: Mutex<Regex<AnyRegexOutput>?>

  /// Scalars, not characters: a schema's ranges are ranges of code points.
  init(_ pattern: String) {
    regex = Mutex(try? Regex(pattern).matchingSemantics(.unicodeScalar))
  }

  func matches(_ text: String) -> Bool {
    regex.withLock { regex in regex.map { text.wholeMatch(of: $0) != nil } ?? false }
  }
}
