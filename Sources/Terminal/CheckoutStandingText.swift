import Desk
import JSON
import LocalForge

extension CheckoutStanding {
  package var text: String {
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
  private var lockNote: String? {
    guard !locks.isEmpty else { return nil }
    return "killed programs left lock files in the local forge, which block writing: "
      + locks.joined(separator: ", ") + "\n  hint: \(Self.lockRemedy)"
  }

  package static let lockRemedy =
    "roller roll and roller forge serve remove them when they start"

  package var json: JSONValue {
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
