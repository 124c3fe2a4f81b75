import Digest

/// What a person decided and no file of main holds: it stands in `refs/roller/decisions`.
package struct Decision: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// How roller runs a schedule: running, dry-run, paused, stopped or offline.
    case mode
    /// A component that is not rolled for a while; a lasting hold stands beside the pin.
    case hold
    /// A roll that was closed is wanted after all.
    case again
    /// Something that would be cleared away is kept.
    case keep
    /// A person's commit on a slot branch lands as it is.
    case adopt
    /// A release that should not be used.
    case yank
  }

  package let kind: Kind
  /// What it is about: a schedule, a component, the hexadecimal digest of a pin set, a tag.
  package let subject: DecisionSubject
  /// What it is set to, where the kind has values: `paused`.
  package let value: PlainWord?
  /// As the person is known where they decided: a login, or name and address. Encode it before use.
  package let who: String
  package let why: Reason
  package let when: Timestamp
  /// The first moment when it no longer holds; nil: until another decision.
  package let until: Timestamp?

  /// Nil when `who` is empty, or more than a line.
  package init?(
    _ kind: Kind, of subject: DecisionSubject, to value: PlainWord? = nil, who: String,
    why: Reason, when: Timestamp, until: Timestamp? = nil
  ) {
    guard Reason(who) != nil else { return nil }
    self.kind = kind
    self.subject = subject
    self.value = value
    self.who = who
    self.why = why
    self.when = when
    self.until = until
  }

  /// The identity of the whole decision.
  package var digest: SHA256Digest { SHA256Digest(of: json.text(.compact)) }

  /// Where it sits in the tree of `refs/roller/decisions`: a file of its own, so that two people who
  /// decide at once do not touch the same file.
  package var path: String {
    "\(kind.rawValue)/\(subject)/\(digest.hexadecimal.prefix(16)).json"
  }
}

/// What a decision is about.
package typealias DecisionSubject = Name<DecisionSubjectKind>
package enum DecisionSubjectKind {}

extension Sequence where Element == Decision {
  /// The decision of `kind` about `subject` that holds at `moment`: the newest one that has been made
  /// and is not over.
  package func standing(
    _ kind: Decision.Kind, of subject: DecisionSubject, at moment: Timestamp
  ) -> Decision? {
    let made = filter { $0.kind == kind && $0.subject == subject && $0.when <= moment }
    // Of two in one second, any machine must pick the same.
    let newest = made.max { ($0.when, $0.digest.hexadecimal) < ($1.when, $1.digest.hexadecimal) }
    guard let newest else { return nil }
    return newest.until.map { moment < $0 } ?? true ? newest : nil
  }
}

/// What `refs/roller/decisions` holds.
package struct RecordedDecisions: Sendable, Equatable {
  /// Oldest first.
  package let decisions: [Decision]
  /// The files that could not be read: what they decided is unknown, which is not nothing.
  package let unreadable: [UnreadableRecord]

  package init(decisions: [Decision] = [], unreadable: [UnreadableRecord] = []) {
    self.decisions = decisions
    self.unreadable = unreadable
  }
}
