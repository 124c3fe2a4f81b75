/// The members of a JSON object, in the order in which they were written.
///
/// Two objects are equal when they hold equal members in the same order: a file that is edited
/// must keep the order that its author chose.
package struct JSONObject: Sendable, Equatable {
  package private(set) var keys: [String] = []
  private var values: [String: JSONValue] = [:]

  package init() {}

  /// The members of `pairs`; a key that comes again replaces the value and keeps the place.
  package init(_ pairs: some Sequence<(String, JSONValue)>) {
    for (key, value) in pairs { self[key] = value }
  }

  package var count: Int { keys.count }
  package var isEmpty: Bool { keys.isEmpty }

  /// The value of `key`. A new key goes to the end; nil removes it.
  package subscript(key: String) -> JSONValue? {
    get { values[key] }
    set {
      switch (values[key], newValue) {
      case (nil, nil): return
      case (nil, _?): keys.append(key)
      case (_?, nil): keys.removeAll { $0 == key }
      case (_?, _?): break
      }
      values[key] = newValue
    }
  }
}

extension JSONObject: Sequence {
  package func makeIterator() -> AnyIterator<(key: String, value: JSONValue)> {
    var rest = keys.makeIterator()
    return AnyIterator { rest.next().map { ($0, values[$0] ?? .null) } }
  }
}
