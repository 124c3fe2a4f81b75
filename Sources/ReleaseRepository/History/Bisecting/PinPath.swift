import ReleaseModel

/// The pin sets on the way from a good release to a bad one, one component after the other.
///
/// Steps are whole components first; the one that turns good to bad is then walked commit by commit.
package struct PinPath: Sendable, Equatable {
  package let bumps: [Bump]

  package init(from good: PinSet, to bad: PinSet) {
    bumps = good.bumps(to: bad)
  }

  /// How many pin sets there are on it, both ends included.
  package var count: Int { bumps.count + 1 }

  /// What has moved from the good pins at step `index`.
  package func moved(at index: Int) -> [Bump] { Array(bumps.prefix(index)) }

  /// The component that moves from step `index - 1` to step `index`.
  package func bump(before index: Int) -> Bump? {
    bumps.indices.contains(index - 1) ? bumps[index - 1] : nil
  }
}
