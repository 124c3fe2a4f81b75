/// What a person decided and no file holds, as `refs/roller/decisions` keeps it.
package struct Decision: Sendable, Hashable {
  /// What kind of decision it is; the words are part of the format.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case mode, hold, again, keep, adopt, yank
  }

  package let kind: Kind
  /// What it is about, such as a schedule's name or a tag.
  package let of: String
  /// What it was set to, such as a pin set or a commit.
  package let to: String?
  package let who: String
  package let why: String
  package let when: Timestamp
  package let until: Timestamp?

  package init(
    _ kind: Kind, of: String, to: String? = nil, who: String, why: String, when: Timestamp,
    until: Timestamp? = nil
  ) {
    self.kind = kind
    self.of = of
    self.to = to
    self.who = who
    self.why = why
    self.when = when
    self.until = until
  }
}
