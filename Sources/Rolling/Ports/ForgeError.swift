/// Why the forge did not do what we asked.
package struct ForgeError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// Rate limits, time-outs, 5xx, HTML where JSON belongs: the same call may work later.
    case tryLater(afterSeconds: Int64?)
    /// The forge understood and refused.
    case refused
    /// A ref or object was not what we read before: read the facts again.
    case moved
    /// What it sent makes no sense.
    case malformed
  }

  package let kind: Kind
  /// What we were doing, to what.
  package let doing: String
  package let found: String
  package let hint: String

  package init(kind: Kind, doing: String, found: String, hint: String) {
    self.kind = kind
    self.doing = doing
    self.found = found
    self.hint = hint
  }

  package var description: String { "\(doing): \(found)\n  hint: \(hint)" }
}
