/// What reading has found to say so far, for one read of one or more files.
///
/// A reference, because readers go on after a mistake and everything that they find is one list. It
/// never leaves the function that reads.
final class Findings {
  private(set) var mistakes: [Mistake] = []
  private(set) var warnings: [Warning] = []

  func add(_ mistake: Mistake) { mistakes.append(mistake) }
  func add(_ warning: Warning) { warnings.append(warning) }

  /// Throws everything that is wrong, if anything is.
  func check() throws(Mistakes) {
    guard mistakes.isEmpty else { throw Mistakes(mistakes) }
  }
}
