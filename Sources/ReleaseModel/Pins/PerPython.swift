/// What one target uses of a thing: one for all of its Pythons or, where they differ, one for each.
///
/// Only one way to say it: what is the same for every Python is one, so that equal things are equal.
package struct PerPython<Value: Sendable & Hashable>: Sendable, Hashable {
  private let one: Value?
  private let each: [PythonTag: Value]

  /// `value`, whichever Python asks.
  package init(_ value: Value) {
    one = value
    each = [:]
  }

  /// Nil for no values.
  package init?(_ values: [PythonTag: Value]) {
    guard let first = values.values.first else { return nil }
    one = values.values.allSatisfy { $0 == first } ? first : nil
    each = one == nil ? values : [:]
  }

  /// What `python` uses; nil stands for the first that uses any.
  package subscript(python: PythonTag?) -> Value? {
    guard let python else { return values.first?.value }
    return one ?? each[python]
  }

  /// What all Pythons use; nil where they differ.
  package var common: Value? { one }

  /// Each value once with the Python that uses it, in the order of the Pythons; one for all has none.
  package var values: [(python: PythonTag?, value: Value)] {
    one.map { [(nil, $0)] } ?? each.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What those of `pythons` use; nil when none of them uses any.
  package func only(_ pythons: [PythonTag]) -> PerPython? {
    one == nil ? PerPython(each.filter { pythons.contains($0.key) }) : self
  }

  package func compactMap<Other>(_ change: (Value) -> Other?) -> PerPython<Other>? {
    if let one { return change(one).map { PerPython<Other>($0) } }
    return PerPython<Other>(each.compactMapValues(change))
  }
}
