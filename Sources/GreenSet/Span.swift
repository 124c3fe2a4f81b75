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
