import Errors
import JSON

/// What the state keeps about itself: its format and the next free numbers.
struct Ledger: StateRecord {
  /// The only layout there is so far.
  static let format = 1

  /// The next pull request's number.
  var nextNumber = 1
  /// The next id of anything else; one sequence for all kinds, so that an id names one thing.
  var nextID = 1
  let created: Timestamp
}

extension Ledger {
  init(_ document: StateDocument) throws(Failure) {
    let format = try document.number("format")
    guard format == Self.format else {
      throw Failure.state(document.path, "format \(format); this forge reads \(Self.format)")
    }
    nextNumber = try document.number("next-number")
    nextID = try document.number("next-id")
    created = try document.time("created-at")
  }

  var json: JSONValue {
    [
      "format": Self.format.json, "next-number": nextNumber.json,
      "next-id": nextID.json, "created-at": created.json,
    ]
  }
}
