/// One condition on another component that narrows a nogood.
struct Literal: Hashable, Comparable, Sendable {
  enum Side: Int, Sendable {
    /// From the bad point's revision on: the two clash.
    case atLeast
    /// Up to the red plan's revision: the fault needs something newer.
    case atMost
  }

  var component: Int
  var side: Side
  var bound: Int

  func holds(_ point: Point) -> Bool {
    switch side {
    case .atLeast: point[component] >= bound
    case .atMost: point[component] <= bound
    }
  }

  static func < (one: Literal, other: Literal) -> Bool {
    one.component != other.component
      ? one.component < other.component : one.side.rawValue < other.side.rawValue
  }
}
