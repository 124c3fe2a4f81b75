/// How much is looked at when a bump is described.
package struct DifferenceDepth: Sendable, Hashable {
  /// How many subjects of the first-parent line are read; the middle is left out.
  package var subjects: Int
  /// Whether changed lines are counted although the files' contents must be fetched for that.
  package var countsLines: Bool
  /// Whether upstreams may be asked; otherwise only what is on this machine is told.
  package var mayAsk: Bool

  package init(subjects: Int = 60, countsLines: Bool = false, mayAsk: Bool = true) {
    self.subjects = subjects
    self.countsLines = countsLines
    self.mayAsk = mayAsk
  }
}
