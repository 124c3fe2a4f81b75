/// One choice of a candidate for every component, in the order of the problem's components.
///
/// 0 is today's pin, the last index is the newest revision. A point is a plain array, because
/// the search does nothing to it but compare and count.
package typealias Point = [Int]

extension Point {
  /// Whether no component is newer here than in `other`.
  func isAtMost(_ other: Point) -> Bool {
    for i in indices where self[i] > other[i] { return false }
    return true
  }

  /// The same point with one component moved to `revision`.
  package func moving(_ component: Int, to revision: Int) -> Point {
    var moved = self
    moved[component] = revision
    return moved
  }
}
