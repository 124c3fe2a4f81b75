import JSON

/// Evidence that turned out wrong: nothing rests on it any more, and who says so stands beside it.
package struct StruckEvidence: Sendable, Hashable {
  package let evidence: Evidence
  /// As the person is known where they struck it. Encode it before use.
  package let who: String
  package let why: Reason
  package let when: Timestamp

  /// Nil when `who` is empty, or more than a line.
  package init?(_ evidence: Evidence, who: String, why: Reason, when: Timestamp) {
    guard Reason(who) != nil else { return nil }
    self.evidence = evidence
    self.who = who
    self.why = why
    self.when = when
  }

  /// The folder of `refs/roller/evidence` that holds what was struck.
  package static let folder = "struck"

  /// Where the record sits in the tree of `refs/roller/evidence`.
  package var path: String { "\(Self.folder)/\(evidence.digest.hexadecimal).json" }
}

extension StruckEvidence {
  /// The record as it is stored; parses back to an equal value.
  package var json: JSONValue {
    [
      "struck": .string("\(evidence.digest)"), "who": .string(who), "why": .string("\(why)"),
      "when": .string("\(when)"), "record": evidence.json,
    ]
  }

  /// The record in `json`, or nil when it is not one, or names another digest than its evidence has.
  package init?(json: JSONValue) {
    guard let evidence = json["record"].flatMap(Evidence.init(json:)),
      json["struck"]?.string == "\(evidence.digest)", let who = json["who"]?.string,
      let why = json["why"]?.string.flatMap(Reason.init(_:)),
      let when = json["when"]?.string.flatMap(Timestamp.init(_:))
    else { return nil }
    self.init(evidence, who: who, why: why, when: when)
  }
}
