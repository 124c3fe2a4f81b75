@testable import GreenSet

/// Makes random worlds of every kind of fault that upstreams have shown.
struct WorldMaker {
  enum Kind: CaseIterable { case brokenForGood, fixed, clash, lockstep, requires, window, threeWay }

  var components = 2...4
  var candidates = 1...5
  var faults = 0...4
  var targets = 1
  var kinds = Kind.allCases
  var pins = true

  func world(_ seed: Int) throws -> World {
    var dice = Dice(seed)
    let heads = (0..<dice.roll(components)).map { _ in dice.roll(candidates) }
    var made: [World.Fault] = []
    for _ in 0..<dice.roll(faults) {
      let kind = kinds[dice.roll(0...(kinds.count - 1))]
      let target = targets > 1 && dice.chance(0.7) ? dice.roll(0...(targets - 1)) : nil
      made += boxes(kind, heads, &dice).map { World.Fault(box: $0, target: target) }
    }
    let problem = try Problem(
      components: heads.enumerated().map { i, head in
        Component(
          name: "c\(i)", landed: (0...head).map { Double($0) / Double(max(1, head)) })
      },
      targets: (0..<targets).map { "t\($0)" }, pins: pins ? recorded(heads, &dice) : [])
    return World(problem: problem, faults: made)
  }

  /// Pins that may lie, and point at each other in circles.
  private func recorded(_ heads: Point, _ dice: inout Dice) -> [RecordedPins] {
    guard dice.chance(0.5) else { return [] }
    return (0..<dice.roll(1...3)).compactMap { _ in
      let (from, on) = (dice.roll(0...(heads.count - 1)), dice.roll(0...(heads.count - 1)))
      guard from != on else { return nil }
      let pinned = (0...heads[from]).map { _ in dice.chance(0.8) ? dice.roll(0...heads[on]) : nil }
      return RecordedPins(component: from, on: on, pinned: pinned)
    }
  }

  /// None of the boxes holds today's pins.
  private func boxes(_ kind: Kind, _ heads: Point, _ dice: inout Dice) -> [Box] {
    let order = heads.indices.shuffled(using: &dice)
    let (i, j) = (order[0], order[1])
    let (a, b) = (dice.roll(1...heads[i]), dice.roll(1...heads[j]))
    func from(_ c: Int, _ low: Int) -> Span { Span(component: c, low: low, high: heads[c]) }
    func below(_ c: Int, _ high: Int) -> Span { Span(component: c, low: 0, high: high - 1) }
    switch kind {
    case .brokenForGood: return [Box([from(i, a)])]
    case .fixed: return [Box([Span(component: i, low: a, high: dice.roll(a...heads[i]))])]
    case .clash: return [Box([from(i, a), from(j, b)])]
    case .lockstep: return [Box([from(i, a), below(j, b)]), Box([below(i, a), from(j, b)])]
    case .requires: return [Box([from(i, a), below(j, b)])]
    case .window:
      return [
        Box([
          Span(component: i, low: a, high: dice.roll(a...heads[i])),
          Span(component: j, low: dice.roll(0...b), high: dice.roll(b...heads[j])),
        ])
      ]
    case .threeWay:
      guard order.count > 2 else { return [Box([from(i, a), from(j, b)])] }
      return [Box([from(i, a), from(j, b), from(order[2], dice.roll(1...heads[order[2]]))])]
    }
  }
}
