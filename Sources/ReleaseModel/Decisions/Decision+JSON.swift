import JSON

extension Decision {
  /// The decision as it is stored; parses back to an equal value.
  package var json: JSONValue {
    var object = JSONObject([
      ("is", .string(kind.rawValue)), ("of", .string("\(subject)")),
    ])
    if let value { object["to"] = .string("\(value)") }
    object["who"] = .string(who)
    object["why"] = .string("\(why)")
    object["when"] = .string("\(when)")
    if let until { object["until"] = .string("\(until)") }
    return .object(object)
  }

  /// The decision in `json`, or nil when it is not one.
  ///
  /// A value, reason or moment that does not read makes all of it unreadable: half a decision is
  /// another decision.
  package init?(json: JSONValue) {
    guard let kind = json["is"]?.string.flatMap(Kind.init(rawValue:)),
      let subject = json["of"]?.string.flatMap(DecisionSubject.init(_:)),
      let who = json["who"]?.string, let why = json["why"]?.string.flatMap(Reason.init(_:)),
      let when = json["when"]?.string.flatMap(Timestamp.init(_:))
    else { return nil }
    let value = json["to"].map { $0.string.flatMap(PlainWord.init(_:)) }
    let until = json["until"].map { $0.string.flatMap(Timestamp.init(_:)) }
    if case .some(nil) = value { return nil }
    if case .some(nil) = until { return nil }
    self.init(
      kind, of: subject, to: value ?? nil, who: who, why: why, when: when, until: until ?? nil)
  }
}
