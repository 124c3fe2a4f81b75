import ReleaseModel

/// What one bump brings, as far as it is known.
package struct BumpDifference: Sendable, Hashable {
  package let component: ComponentName
  package let from: End
  package let to: End
  package let content: Content

  /// Where a pin stood or stands.
  package struct End: Sendable, Hashable {
    package let pin: Pin
    /// The day on which it landed upstream, if it is known.
    package let date: CalendarDate?

    /// `pin`, which landed on the day that it says itself, or else on `day`.
    package init(_ pin: Pin, landed day: CalendarDate? = nil) {
      self.pin = pin
      date = if case .git(let git) = pin { git.date ?? day } else { day }
    }

    package var label: String { pin.label }
  }

  package enum Content: Sendable, Hashable {
    case commits(CommitsBetween)
    case versions(VersionsBetween)
    /// Upstream could not be asked; never an error, because the bump itself is known.
    case unknown(because: String)
  }

  package init(component: ComponentName, from: End, to: End, content: Content) {
    self.component = component
    self.from = from
    self.to = to
    self.content = content
  }

  /// The bump without anything that an upstream would know.
  package init(_ bump: Bump, unknown because: String) {
    self.init(
      component: bump.component, from: End(bump.from), to: End(bump.to),
      content: .unknown(because: because))
  }
}

/// A part of an answer that may be missing; then it says why.
package enum Answer<Value: Sendable>: Sendable {
  case known(Value)
  case unknown(because: String)
}

extension Answer: Equatable where Value: Equatable {}
extension Answer: Hashable where Value: Hashable {}

extension Answer {
  package var known: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  /// The same answer about something that follows from it.
  package func map<Other>(_ change: (Value) -> Other) -> Answer<Other> {
    switch self {
    case .known(let value): .known(change(value))
    case .unknown(let because): .unknown(because: because)
    }
  }
}
