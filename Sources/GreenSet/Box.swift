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
