/// One revision of one component found to turn green into red.
package struct Culprit: Hashable, Sendable {
  package var component: Int
  package var target: Int
  /// Validated green; one revision of `component` below `bad`.
  package var good: Point
  /// Validated red.
  package var bad: Point
  /// The red plan that it explains.
  package var goal: Point
  /// The region that an earlier night found red; nil for a culprit of this search.
  package var carried: Box?

  /// The first bad revision.
  package var revision: Int { bad[component] }
  package var isCarried: Bool { carried != nil }
}

/// A culprit of an earlier night, in today's candidates.
///
/// The first plan holds it back at once. It is a belief, not evidence: it is probed before it may
/// hold anything back for good, and a false one costs validations only.
package struct CarriedCulprit: Hashable, Sendable {
  /// The component that is held back; the box has a span for it.
  package var component: Int
  package var target: Int
  /// Where it is red, as far as was known.
  package var box: Box

  package init(component: Int, target: Int, box: Box) {
    self.component = component
    self.target = target
    self.box = box
  }
}

/// A region that the search believes to be red on one target, and the culprits that say so.
struct Nogood: Hashable, Sendable {
  var box: Box
  var target: Int
  /// Indices into the search's culprits.
  var culprits: [Int]
}

/// A region of points: every named component lies in its span, the others are anywhere.
///
/// Boxes are how the search writes down what it believes to be red; a break names one
/// component, a clash two.
package struct Box: Hashable, Sendable {
  /// At most one span a component, by increasing component.
  package private(set) var spans: [Span]

  package init(_ spans: [Span]) {
    self.spans = spans.sorted { $0.component < $1.component }
  }

  package func holds(_ point: Point) -> Bool {
    for span in spans where !span.holds(point[span.component]) { return false }
    return true
  }

  /// The span of one component, if the box says anything about it.
  package subscript(component: Int) -> Span? {
    spans.first { $0.component == component }
  }
}

/// An interval of one component's candidates, both ends included.
package struct Span: Hashable, Sendable {
  package var component: Int
  package var low: Int
  package var high: Int

  package init(component: Int, low: Int, high: Int) {
    self.component = component
    self.low = low
    self.high = high
  }

  func holds(_ revision: Int) -> Bool { low <= revision && revision <= high }
}

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
