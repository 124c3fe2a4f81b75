import ReleaseModel

/// Why one thing of an order cannot be done.
package struct PinRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case usage = "usage"
    case badData = "bad data"
    case refused = "refused by policy"
    case tryLater = "try later"
    case remoteSaidNo = "the remote said no"
  }

  package let kind: Kind
  package let component: ComponentName
  /// Fit for a terminal.
  package let found: String
  package let hint: String

  package init(_ kind: Kind, _ component: ComponentName, found: String, hint: String) {
    self.kind = kind
    self.component = component
    self.found = found
    self.hint = hint
  }

  package var description: String { "\(component): \(found)\n  hint: \(hint)" }
}
