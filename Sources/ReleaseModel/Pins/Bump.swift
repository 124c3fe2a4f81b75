/// One pin moving.
package struct Bump: Sendable, Hashable {
  package let component: ComponentName
  package let from: Pin
  package let to: Pin

  package init(component: ComponentName, from: Pin, to: Pin) {
    self.component = component
    self.from = from
    self.to = to
  }
}

extension PinSet {
  /// What moves between this pin set and `later`, in this one's order.
  package func bumps(to later: PinSet) -> [Bump] {
    components.compactMap { name in
      guard let from = self[name], let to = later[name], from.identity != to.identity else {
        return nil
      }
      return Bump(component: name, from: from, to: to)
    }
  }
}
