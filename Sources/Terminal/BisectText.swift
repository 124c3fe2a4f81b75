import Desk

extension BisectFinding {
  /// What was found, for people.
  package var text: String {
    var lines = ["first bad: \(bad.tag) (\(bad.commit.abbreviated)); last good: \(good.tag)"]
    if let bump {
      lines.append("  \(bump.component): \(bump.from.label) is good, \(bump.to.label) is bad")
    }
    if let narrowed {
      lines.append("  first bad revision: \(narrowed.to.label) (\(narrowed.to.identity))")
      lines.append("  last good revision: \(narrowed.from.label) (\(narrowed.from.identity))")
    }
    return (lines + doubts.map { "  but: \($0)" }).joined(separator: "\n")
  }
}
