import Errors
import JSON
import LocalForge

/// How a checkout and its local forge stand to each other, for `roller status` and `roller doctor`.
struct CheckoutStanding: Sendable, Equatable {
  let isFounded: Bool
  /// What a forge would be founded from, or why none can be; nil when there is one.
  let source: Result<InitialBranch, Failure>?
  /// The commits that the forge's main lacks; nil when there are none.
  let lead: CheckoutLead?
  /// Lock files of killed programs, by their paths in the forge's folder.
  let locks: [String]

  var text: String {
    guard isFounded else { return unfounded }
    return [lead?.note, lockNote].compactMap(\.self).joined(separator: "\n")
  }

  private var unfounded: String {
    let none = "There is no local forge of this checkout yet"
    switch source {
    case .success(let branch):
      return "\(none).\nA new one starts from \(branch.description)."
        + "\nroller roll or roller forge serve creates it."
    case .failure(let error):
      return "\(none), and it cannot be created: \(error.found)"
        + (error.hint.isEmpty ? "" : "\n  hint: \(error.hint)")
    case nil: return none + "."
    }
  }

  /// Nil when there is none.
  var lockNote: String? {
    guard !locks.isEmpty else { return nil }
    return "killed programs left lock files in the local forge, which block writing: "
      + locks.joined(separator: ", ") + "\n  hint: \(Self.lockRemedy)"
  }

  static let lockRemedy =
    "roller roll and roller forge serve remove them when they start"

  var json: JSONValue {
    [
      "founded": .bool(isFounded),
      "source": (try? source?.get()).map {
        ["reference": .string($0.reference), "commit": .string($0.commit)]
      } ?? .null,
      "ahead": .integer(Int64(lead?.commits ?? 0)), "behind": .integer(Int64(lead?.missing ?? 0)),
      "locks": .array(locks.map { .string($0) }),
    ]
  }
}
