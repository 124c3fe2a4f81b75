import Digest
import JSON

extension Pin {
  /// The pin as `version_info.json` has it.
  package var recorded: JSONObject {
    switch self {
    case .git(let pin):
      var object = JSONObject([(Key.revision.rawValue, .string("\(pin.revision)"))])
      object[Key.label.rawValue] = pin.label.map { .string($0) }
      object[Key.date.rawValue] = pin.date.map { .string("\($0)") }
      return object
    case .wheel(let pin):
      let files = pin.files.sorted { $0.key < $1.key }
        .map { ("\($0.key)", $0.value.recorded) }
      return JSONObject([
        (Key.version.rawValue, .string("\(pin.version)")),
        (Key.files.rawValue, .object(JSONObject(files))),
      ])
    }
  }

  /// The pin as every `--json` gives it: `identity`, `label` and `date` of any pin, then `revision`, or
  /// `version` and `files`.
  ///
  /// `day` is when it landed upstream, for a pin that does not say so itself.
  package func json(landed day: CalendarDate? = nil) -> JSONValue {
    var object = JSONObject([
      ("identity", .string("\(identity)")), ("label", .string(label)),
      ("date", (date ?? day).map { .string("\($0)") } ?? .null),
    ])
    for (key, value) in recorded where object[key] == nil { object[key] = value }
    return .object(object)
  }

  private var date: CalendarDate? {
    if case .git(let pin) = self { pin.date } else { nil }
  }
}

extension PerPython<SHA256Digest> {
  /// The hash, or the hash for each Python, as `version_info.json` has it.
  package var recorded: JSONValue {
    if let common { return .string("\(common)") }
    let members = values.compactMap { python, digest in
      python.map { ("\($0)", JSONValue.string("\(digest)")) }
    }
    return .object(JSONObject(members))
  }
}

extension Bump {
  /// The bump as every `--json` gives it, with what else a command knows of it.
  ///
  /// `landed` is when the two pins landed upstream, as in ``Pin/json(landed:)``.
  package func json(
    landed: (from: CalendarDate?, to: CalendarDate?) = (nil, nil),
    with more: JSONObject = JSONObject()
  ) -> JSONValue {
    var object = JSONObject([
      ("component", .string("\(component)")), ("from", from.json(landed: landed.from)),
      ("to", to.json(landed: landed.to)),
    ])
    for (key, value) in more { object[key] = value }
    return .object(object)
  }
}
