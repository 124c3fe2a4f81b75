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

/// One thing that may move: its name, and when each of its candidates landed upstream.
package struct Component: Hashable, Sendable {
  package var name: String
  /// Seconds since any one epoch, the same for all components; index 0 is today's pin.
  ///
  /// The search walks all components forward in this order, so that revisions which landed
  /// together are tried together: real times are worth a third of the validations.
  package var landed: [Double]
  /// The lag of one missed revision; nil weighs a component's whole window like any other's.
  package var weight: Int?

  package init(name: String, landed: [Double], weight: Int? = nil) {
    self.name = name
    self.landed = landed
    self.weight = weight
  }

  /// The index of the newest candidate; 0 when nothing is newer than today's pin.
  package var newest: Int { landed.count - 1 }

  /// The lag of a whole window under the default weight.
  package static let windowLag = 1_000_000
}

/// What one component's revisions say about another: revision r was made against `pinned[r]`.
///
/// A hint only: it orders the timeline, so that what upstream moved together is moved together
/// here. A wrong one costs validations, never correctness.
package struct RecordedPins: Hashable, Sendable {
  /// The component whose revisions record a pin.
  package var component: Int
  /// The component that they pin.
  package var on: Int
  /// For each candidate of `component`, the candidate of `on` it pins, if it is one of ours.
  package var pinned: [Int?]

  package init(component: Int, on: Int, pinned: [Int?]) {
    self.component = component
    self.on = on
    self.pinned = pinned
  }
}

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

/// Why a question to the search makes no sense.
package enum ProblemError: Error, Hashable, CustomStringConvertible {
  case noCandidates(component: String)
  case noTargets
  case unknownComponent(Int)
  case tiedTwice(component: String)
  case tiedUnevenly(components: [String], candidates: [Int])

  package var description: String {
    switch self {
    case .noCandidates(let name):
      "stating the search: component \"\(name)\" has no candidate, not even today's pin\n"
        + "  hint: candidate 0 is today's pin"
    case .noTargets:
      "stating the search: no target was given\n  hint: a green set is green on some target"
    case .unknownComponent(let index):
      "stating the search: there is no component number \(index)"
    case .tiedTwice(let name):
      "stating the search: component \"\(name)\" is tied to two groups\n"
        + "  hint: components that move together form one group"
    case .tiedUnevenly(let names, let counts):
      "stating the search: \(names.joined(separator: ", ")) move together but have \(counts) "
        + "candidates\n  hint: tied components need the same number of candidates, in step"
    }
  }
}
