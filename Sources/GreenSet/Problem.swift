/// What the search is asked: which components may move, to what, and on which targets.
package struct Problem: Hashable, Sendable {
  package let components: [Component]
  /// Names of the targets in asking order: the cheapest, or most often red, first.
  package let targets: [String]
  package let pins: [RecordedPins]
  /// Groups of components that only ever move as one: candidate r of one goes with r of all.
  package let together: [[Int]]

  package init(
    components: [Component], targets: [String], pins: [RecordedPins] = [],
    together: [[Int]] = []
  ) throws(ProblemError) {
    self.components = components
    self.targets = targets
    self.pins = pins
    self.together = together
    try check()
  }

  /// Today's pins.
  package var today: Point { Point(repeating: 0, count: components.count) }
  /// Everything at its newest.
  package var newest: Point { components.map(\.newest) }

  private func check() throws(ProblemError) {
    if targets.isEmpty { throw .noTargets }
    for component in components where component.landed.isEmpty {
      throw .noCandidates(component: component.name)
    }
    for index in pins.flatMap({ [$0.component, $0.on] }) + together.joined()
    where !components.indices.contains(index) {
      throw .unknownComponent(index)
    }
    var tied: Set<Int> = []
    for group in together {
      for index in group where !tied.insert(index).inserted {
        throw .tiedTwice(component: components[index].name)
      }
      let counts = group.map { components[$0].newest }
      if Set(counts).count > 1 {
        throw .tiedUnevenly(components: group.map { components[$0].name }, candidates: counts)
      }
    }
  }
}
