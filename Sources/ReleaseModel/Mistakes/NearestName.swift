/// The one of `names` that `text` was probably meant to be, or nil when none is near.
///
/// Near is one slip in three characters: further away a guess would mislead.
package func nearest(to text: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(text.lowercased().unicodeScalars.prefix(100))
  let ranked = names.map { name in
    (
      name: name,
      distance: editDistance(wanted, Array(name.lowercased().unicodeScalars.prefix(100)))
    )
  }
  guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else {
    return nil
  }
  return best.distance <= max(1, wanted.count / 3) ? best.name : nil
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `one` into `other`.
private func editDistance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...other.count)
  for (row, left) in one.enumerated() {
    var current = [row + 1]
    for (column, right) in other.enumerated() {
      var best = min(previous[column + 1] + 1, current[column] + 1)
      best = min(best, previous[column] + (left == right ? 0 : 1))
      if row > 0, column > 0, left == other[column - 1], one[row - 1] == right {
        best = min(best, beforePrevious[column - 1] + 1)
      }
      current.append(best)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[other.count]
}

/// `did you mean "xla"?`, or else all names.
package func suggestion(for text: String, among names: [String], listedIn list: String? = nil)
  -> String
{
  let known = list.map { " (all are in \($0))" } ?? ""
  if let name = nearest(to: text, among: names) { return "did you mean \(quoted(name))?\(known)" }
  guard !names.isEmpty else { return "none is known yet\(known)" }
  return "known: " + names.sorted().map(plain).joined(separator: ", ") + known
}
