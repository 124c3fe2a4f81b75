import JSON

extension Form where Value == Source {
  private static let words: KeyValuePairs<String, Source> = [
    "head": .head, Key.index.rawValue: .index(preReleases: false),
  ]

  private static let kinds: [(key: Key, form: Form, what: String)] = [
    (.tags, Form<String>.tagPattern.map { .tags($0) }, "Tags of the repository."),
    (
      .pinnedBy, Form<ComponentName>.name(of: ComponentKind.self).map { .pinnedBy($0) },
      "The revision that another component pins, at that component's own candidate."
    ), (.index, releases, "Releases on the Python index."),
    (
      .recordedIn, Form<ComponentName>.name(of: ComponentKind.self).map { .recordedIn($0) },
      "The revision that another component's wheel records as its source."
    ),
  ]

  private static let releases = Form.object(
    "an index source", as: "index-source", "Which releases."
  ) { its in
    let preReleases = its.optional(
      .preReleases, .flag, else: false, "Whether pre-releases are candidates too.")
    return .index(preReleases: try preReleases())
  }

  /// Where a roll's candidates come from.
  static let source = Form(schemaOfAll) { cursor in
    let names = kinds.map(\.key.rawValue)
    let expected =
      words.map { quoted($0.key) }.joined(separator: ", ") + ", or an object with one of "
      + names.map(quoted).joined(separator: ", ")
    if let word = cursor.value.string {
      return words.first { $0.key == word }?.value
        ?? cursor.wrong(expected, hint: suggestion(for: word, among: words.map(\.key) + names))
    }
    guard let object = cursor.value.object else { return cursor.wrong(expected) }
    let unknown = object.keys.filter { !names.contains($0) }
    for key in unknown {
      cursor.key(key).mistake(
        found: "the unknown source \(quoted(key))", expected: expected,
        hint: suggestion(for: key, among: names))
    }
    guard unknown.isEmpty else { return nil }
    guard object.count == 1, let kind = kinds.first(where: { cursor[$0.key] != nil }) else {
      return cursor.wrong(expected, found: "an object with \(object.count) keys")
    }
    return cursor[kind.key].flatMap(kind.form.read)
  }

  private static var schemaOfAll: Schema {
    let word: JSONValue = [
      "enum": .array(words.map { .string($0.key) }),
      "description":
        "head: the tracking branch. index: releases on the Python index, without pre-releases.",
    ]
    let objects = kinds.map { kind in
      let name = JSONValue.string(kind.key.rawValue)
      return Schema(
        ["type": "object", "description": .string(kind.what)], using: [kind.form.schema()]
      ).with([
        "properties": .object(JSONObject([(kind.key.rawValue, kind.form.schema().json)])),
        "required": [name], "additionalProperties": false,
      ])
    }
    return Schema(
      [
        "description": "Where candidates come from.", "oneOf": .array([word] + objects.map(\.json)),
      ], using: objects
    ).defined(as: "source")
  }
}

extension Form where Value == String {
  /// A tag's name with `*`, which never leaves `refs/tags/`.
  static let tagPattern: Form = .text(
    "a pattern for tag names, where '*' matches anything, such as \"iree-*rc*\"",
    ["description": "The pattern of the tag names; '*' matches anything: iree-*rc*."]
  ) { BranchName($0.replacing("*", with: "x")) == nil ? nil : $0 }
}
