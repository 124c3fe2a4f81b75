/// The search for the first bad one in a row that begins good and ends bad.
///
/// Pure: it names what to try next and is told what that showed, so that the same search serves
/// releases, components and commits.
package struct Bisection: Sendable, Equatable {
  package enum Answer: Sendable, Equatable {
    case good
    case bad
    /// It could not be tried; its neighbours are.
    case skip
  }

  package enum Outcome: Sendable, Equatable {
    /// The index of the first bad one.
    case found(Int)
    /// The first bad one is among these; all but the last were skipped.
    case oneOf([Int])
  }

  /// How many there are; index 0 is known good, the last is known bad.
  package let count: Int
  /// The last that is known good.
  package private(set) var good = 0
  /// The first that is known bad.
  package private(set) var bad: Int
  private var skipped: Set<Int> = []

  /// A search over `count` of them; nil below two.
  package init?(count: Int) {
    guard count >= 2 else { return nil }
    self.count = count
    bad = count - 1
  }

  /// The index to try next; nil when nothing between good and bad is left to try.
  ///
  /// The middle one or, where that was skipped, the nearest to it that was not.
  package var next: Int? {
    let middle = (good + bad) / 2
    return (good + 1..<bad).filter { !skipped.contains($0) }
      .min { (abs($0 - middle), $0) < (abs($1 - middle), $1) }
  }

  /// How many answers are still needed at most, when none is a skip.
  package var remaining: Int {
    var left = bad - good
    var steps = 0
    while left > 1 {
      left = (left + 1) / 2
      steps += 1
    }
    return steps
  }

  /// Takes the answer for `index`, which lies between good and bad.
  package mutating func record(_ answer: Answer, at index: Int) {
    guard good < index, index < bad else { return }
    switch answer {
    case .good: good = index
    case .bad: bad = index
    case .skip: skipped.insert(index)
    }
  }

  /// The answer, once ``next`` is nil.
  package var outcome: Outcome {
    let unknown = Array(good + 1..<bad)
    return unknown.isEmpty ? .found(bad) : .oneOf(unknown + [bad])
  }
}
