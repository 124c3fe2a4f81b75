/// Turns a culprit into the widest region that may be called red by what is known.
///
/// "The component is bad from here on, whatever the others are" is said until a green shows
/// otherwise; then the fewest conditions on other components that explain every green.
struct Narrowing {
  let culprit: Culprit
  let column: EvidenceColumn
  let heads: Point
  /// Components that other culprits of the same target blame.
  let suspects: Set<Int>
  /// Conditions that one region may have.
  private let most = 3

  init(_ culprit: Culprit, column: EvidenceColumn, heads: Point, suspects: Set<Int>) {
    self.culprit = culprit
    self.column = column
    self.heads = heads
    self.suspects = suspects
  }

  /// The region, or nil when a green inside shows that the culprit was an artefact.
  func box() -> Box? {
    let i = culprit.component
    let whole =
      culprit.carried ?? Box([Span(component: i, low: culprit.revision, high: heads[i])])
    let inside = column.greens.filter(whole.holds)
    if inside.isEmpty { return whole }
    let usable = literals.filter { literal in inside.contains { !literal.holds($0) } }
    for count in 1...most {
      var found: [[Literal]] = []
      collect(count, from: usable, against: inside, chosen: [], into: &found)
      if let best = preferred(found, in: whole) { return narrowed(whole, by: best) }
    }
    return interval
  }

  private var literals: [Literal] {
    var all: [Literal] = []
    for j in heads.indices where j != culprit.component {
      if culprit.bad[j] > 0 {
        all.append(Literal(component: j, side: .atLeast, bound: culprit.bad[j]))
      }
      if culprit.goal[j] < heads[j] {
        all.append(Literal(component: j, side: .atMost, bound: culprit.goal[j]))
      }
    }
    return all
  }

  /// Every way to exclude the greens with exactly so many literals.
  private func collect(
    _ count: Int, from usable: [Literal], against inside: [Point], chosen: [Literal],
    into found: inout [[Literal]]
  ) {
    guard let green = inside.first else {
      if count == 0 { found.append(chosen.sorted()) }
      return
    }
    guard count > 0 else { return }
    for literal in usable where !literal.holds(green) {
      let rest = inside.filter(literal.holds)
      if rest.isEmpty != (count == 1) { continue }
      collect(count - 1, from: usable, against: rest, chosen: chosen + [literal], into: &found)
    }
  }

  /// Most known reds explained, then most literals on components already suspected.
  private func preferred(_ found: [[Literal]], in whole: Box) -> [Literal]? {
    let reds = column.reds.filter(whole.holds)
    var best: (literals: [Literal], reds: Int, suspects: Int)?
    for literals in found {
      let covered = reds.count { red in literals.allSatisfy { $0.holds(red) } }
      let suspected = literals.count { suspects.contains($0.component) }
      if let current = best {
        if covered != current.reds ? covered < current.reds : suspected < current.suspects {
          continue
        }
        if covered == current.reds, suspected == current.suspects,
          !literals.lexicographicallyPrecedes(current.literals)
        {
          continue
        }
      }
      best = (literals, covered, suspected)
    }
    return best?.literals
  }

  private func narrowed(_ whole: Box, by literals: [Literal]) -> Box {
    var spans = whole.spans
    for literal in literals {
      let j = literal.component
      let at = spans.firstIndex { $0.component == j }
      var span = at.map { spans[$0] } ?? Span(component: j, low: 0, high: heads[j])
      switch literal.side {
      case .atLeast: span.low = max(span.low, literal.bound)
      case .atMost: span.high = min(span.high, literal.bound)
      }
      if let at { spans[at] = span } else { spans.append(span) }
    }
    return Box(spans)
  }

  /// Only what lies between the bad point and the red plan.
  private var interval: Box? {
    let (bad, goal) = (culprit.bad, culprit.goal)
    guard bad.isAtMost(goal) else { return nil }
    let spans = heads.indices.filter { bad[$0] > 0 || goal[$0] < heads[$0] }
    let box = Box(spans.map { Span(component: $0, low: bad[$0], high: goal[$0]) })
    return column.greens.contains(where: box.holds) ? nil : box
  }
}
