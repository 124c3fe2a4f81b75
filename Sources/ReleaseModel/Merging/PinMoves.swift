/// How each side of a merge moved a pin from where both began.
struct PinMoves {
  /// Where both began, as messages call it.
  let from: String
  let ours: Descent
  let theirs: Descent

  /// Why no side may win unseen; nil when both went forward, or when that is not known.
  var conflict: String? {
    switch (direction(ours), direction(theirs)) {
    case (nil, nil): nil
    case (let our?, nil):
      "ours goes \(our) from \(from), which was decided deliberately, and theirs does not"
    case (nil, let their?):
      "theirs goes \(their) from \(from), which was decided deliberately, and ours does not"
    case (let our?, let their?):
      our == their
        ? "both sides go \(our) from \(from), to different places"
        : "ours goes \(our) from \(from), theirs \(their)"
    }
  }

  /// Why it is not known whether a side went back; nil when it is known.
  var unknown: String? {
    for (name, move) in [("ours", ours), ("theirs", theirs)] {
      if case .unknown(let why) = move {
        return "whether \(name) goes back from \(from) is not known: \(why)"
      }
    }
    return nil
  }

  private func direction(_ move: Descent) -> String? {
    switch move {
    case .forward, .unknown: nil
    case .backward: "back"
    case .apart: "aside"
    }
  }
}
