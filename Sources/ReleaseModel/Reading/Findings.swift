/// What reading has found to say so far, for one read of one or more files.
///
/// A reference, because readers go on after a mistake and everything that they find is one list. It
/// never leaves the function that reads.
final class Findings {
  private(set) var mistakes: [Mistake] = []
  private(set) var warnings: [Warning] = []

  func add(_ mistake: Mistake) { mistakes.append(mistake) }
  func add(_ warning: Warning) { warnings.append(warning) }

  /// Throws everything that is wrong, if anything is: file by file, from top to bottom.
  func check() throws(Mistakes) {
    guard !mistakes.isEmpty else { return }
    let placed = mistakes.enumerated().map { index, mistake in
      let file = mistakes.firstIndex { $0.file == mistake.file } ?? index
      return ([file, mistake.place.line ?? 0, mistake.place.column ?? 0, index], mistake)
    }
    throw Mistakes(placed.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1))
  }
}
