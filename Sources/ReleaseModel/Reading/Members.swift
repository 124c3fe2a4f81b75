import JSON

/// The keys of one kind of object, asked for one after the other.
///
/// The same questions are put to an object that is read, and once to none, which tells the keys that
/// there are; so a form asks for every key before it looks at an answer.
final class Members {
  struct Member: Sendable {
    enum Kind { case required, optional, retired }

    let key: Key
    let kind: Kind
    let schema: @Sendable () -> Schema
  }

  /// The object; nil when the keys are what is asked for.
  let cursor: Cursor?
  private let form: ObjectKeys?
  private(set) var members: [Member] = []
  /// The reason that people may give, wherever a key that is not known is a mistake.
  private(set) var why = Field<String?>(value: .some(nil), cursor: nil)

  fileprivate init(_ cursor: Cursor?, of form: ObjectKeys?, isFile: Bool, isOpen: Bool) {
    self.cursor = cursor
    self.form = form
    if isFile {
      optional(.schema, .text(), "The location of this schema, for editors; roller ignores it.")
    }
    guard !isOpen else { return }
    why = optional(.why, .text(), "The reason for these values, for people who read this file.")
  }

  func callAsFunction<Value>(_ key: Key, _ form: Form<Value>, _ what: String? = nil) -> Field<Value>
  {
    let place = ask(key, .required, form.schema, what)
    return Field(value: place.flatMap(form.read), cursor: place)
  }

  /// Nil where the key is not there.
  @discardableResult func optional<Value>(_ key: Key, _ form: Form<Value>, _ what: String? = nil)
    -> Field<Value?>
  {
    let place = ask(key, .optional, form.schema, what)
    return Field(value: place.map { form.read($0).map(Optional.some) } ?? .some(nil), cursor: place)
  }

  /// `standard` where the key is not there.
  func optional<Value: Sendable>(
    _ key: Key, _ form: Form<Value>, else standard: Value, _ what: String? = nil
  ) -> Field<Value> {
    let schema = { @Sendable in form.schema().with(["default": form.json(standard)]) }
    let place = ask(key, .optional, schema, what)
    return Field(value: place.map(form.read) ?? standard, cursor: place)
  }

  /// A key that was read once: files of earlier commits have it, so it is passed over with a warning.
  func retired(_ key: Key, _ what: String) {
    _ = ask(key, .retired, { Schema(["deprecated": true]) }, what)
  }

  /// Says what is wrong with the object as a whole.
  func wrong(found: String, expected: String, hint: String? = nil) -> Unread {
    cursor?.mistake(found: found, expected: expected, hint: hint)
    return Unread()
  }

  /// Says that `place`, which stands for the object, lacks the key.
  func missing(_ key: Key, at place: Cursor?) {
    guard let form, let place else { return }
    form.sayMissing(key.rawValue, at: place)
  }

  private func ask(
    _ key: Key, _ kind: Member.Kind, _ schema: @escaping @Sendable () -> Schema, _ what: String?
  ) -> Cursor? {
    guard let cursor else {
      let described = { @Sendable in schema().with(["description": what.map(JSONValue.string)]) }
      members.append(Member(key: key, kind: kind, schema: described))
      return nil
    }
    return cursor[key]
  }
}

/// What an object says at one key, and where.
struct Field<Value> {
  /// Nil after a mistake.
  let value: Value?
  /// Nil where the key is not there.
  let cursor: Cursor?

  /// The value; throws when it could not be read.
  func callAsFunction() throws(Unread) -> Value {
    guard let value else { throw Unread() }
    return value
  }

  /// This where the key is there, else `other`.
  func or(_ other: Self) -> Self { cursor == nil ? other : self }
}

/// An object that could not be read, about which everything has been said.
struct Unread: Error {}

extension Form {
  /// An object whose keys are those that `make` asks for; `definition` names it in the schema.
  static func object(
    _ name: String, as definition: String? = nil, _ what: String, isOpen: Bool = false,
    _ more: KeyValuePairs<String, JSONValue?> = [:],
    _ make: @escaping @Sendable (Members) throws -> Value
  ) -> Form {
    let isFile = definition == nil
    let keys = Members(nil, of: nil, isFile: isFile, isOpen: isOpen)
    _ = try? make(keys)
    let form = ObjectKeys(name: name, members: keys.members, isOpen: isOpen)
    let schema = { @Sendable in
      let whole = form.schema(what).with(more)
      return definition.map(whole.defined) ?? whole
    }
    return Form(schema()) { cursor in
      guard form.check(cursor) else { return nil }
      return try? make(Members(cursor, of: form, isFile: isFile, isOpen: isOpen))
    }
  }

  /// One of several forms; `read` knows which.
  static func oneOf(_ forms: Form..., read: @escaping @Sendable (Cursor) -> Value?) -> Form {
    let schemas = { @Sendable in forms.map { $0.schema() } }
    return Form(Schema(["oneOf": .array(schemas().map(\.json))], using: schemas()), read: read)
  }

  /// One of two kinds of objects, told apart by a key that each requires.
  static func either(
    _ what: String, _ expected: String, _ one: (key: Key, form: Form),
    _ other: (key: Key, form: Form)
  ) -> Form {
    let keys = [one.key.rawValue, other.key.rawValue]
    return .oneOf(one.form, other.form) { cursor in
      guard let object = cursor.value.object else { return cursor.wrong(expected) }
      switch (cursor[one.key] != nil, cursor[other.key] != nil) {
      case (true, false): return one.form.read(cursor)
      case (false, true): return other.form.read(cursor)
      case (true, true):
        return cursor.wrong(expected, found: "both " + keys.map(quoted).joined(separator: " and "))
      case (false, false):
        let near = object.keys.lazy.compactMap { key in
          nearest(to: key, among: keys).map {
            "did you mean \(quoted($0)) where \(quoted(key)) stands?"
          }
        }.first
        return cursor.wrong(
          expected, found: "\(what) without " + keys.map(quoted).joined(separator: " or "),
          hint: near)
      }
    }
  }
}

/// The keys that one kind of object may have.
private struct ObjectKeys: Sendable {
  /// What a message calls such an object.
  let name: String
  let members: [Members.Member]
  /// Whether other keys are kept with a warning.
  let isOpen: Bool

  private func keys(_ kind: Members.Member.Kind) -> [String] {
    members.filter { $0.kind == kind }.map(\.key.rawValue)
  }

  func schema(_ what: String) -> Schema {
    let schemas = members.map { $0.schema() }
    let properties = zip(members, schemas).map { ($0.key.rawValue, $1.json) }
    return Schema(["type": "object", "description": .string(what)], using: schemas).with([
      "properties": .object(JSONObject(properties)),
      "required": .array(keys(.required).map(JSONValue.string)),
      "additionalProperties": .bool(isOpen),
    ])
  }

  /// Says which keys are missing and which are not known; false when `cursor` is not an object.
  func check(_ cursor: Cursor) -> Bool {
    guard let object = cursor.value.object else {
      cursor.mistake(expected: "an object: \(name)")
      return false
    }
    let known = keys(.required) + keys(.optional)
    for key in object.keys where !known.contains(key) {
      let place = cursor.key(key)
      if keys(.retired).contains(key) {
        place.warning("the key \(quoted(key)) is no longer read; remove it")
      } else if isOpen {
        place.warning("the key \(quoted(key)) is not known; it is kept unchanged")
      } else {
        let free = known.filter { object[$0] == nil }
        place.mistake(
          found: "the unknown key \(quoted(key))", expected: "a key of \(name)",
          hint: suggestion(for: key, among: free.isEmpty ? known : free))
      }
    }
    for key in keys(.required) where object[key] == nil { sayMissing(key, at: cursor) }
    return true
  }

  func sayMissing(_ key: String, at place: Cursor) {
    place.mistake(
      found: "\(name) without \(quoted(key))", expected: "the key \(quoted(key))",
      hint: "it has: "
        + (keys(.required) + keys(.optional)).filter { $0 != Key.schema.rawValue }.joined(
          separator: ", "))
  }
}
