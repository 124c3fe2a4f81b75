/// One thing that `roller doctor` looked at.
package struct Diagnosis: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case good
    /// Works, but not as well as it could.
    case poor
    case bad
  }

  package let name: String
  package let state: State
  package let found: String
  /// What to do about it; empty when good.
  package let remedy: String

  package init(_ name: String, _ state: State, found: String, remedy: String = "") {
    self.name = name
    self.state = state
    self.found = found
    self.remedy = remedy
  }
}
