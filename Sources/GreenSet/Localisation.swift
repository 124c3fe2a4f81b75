/// A walk from a green point to a red one, in search of the revision that turns the colour.
struct Localisation: Sendable {
  /// Between which positions of the timeline the fault lies.
  struct Bracket: Hashable, Sendable {
    /// The last known green.
    var low: Int
    /// The first known red after it.
    var high: Int
  }

  let target: Int
  let timeline: Timeline
  /// How much likelier the newest step is at fault than the middle one: faults get fixed, and the
  /// red that is explained is red today. Later searches start close to the fault and need no tilt.
  private static let recency = 0.6
  /// Fault mass of all steps up to a position.
  private let mass: [Double]

  init(
    from base: Point, to goal: Point, target: Int, in space: Space, faults: [Double]
  ) {
    self.target = target
    timeline = Timeline(from: base, to: goal, in: space)
    let tilt = base == space.origin ? Self.recency : 0
    let length = Double(timeline.steps.count)
    var mass = [0.0]
    mass.reserveCapacity(timeline.steps.count + 1)
    var sum = 0.0
    for (position, component) in timeline.steps.enumerated() {
      let age = 2 * Double(position + 1) / length - 1
      sum += faults[component] / Double(max(1, space.heads[component])) * (1 + tilt * age)
      mass.append(sum)
    }
    self.mass = mass
  }

  var goal: Point { timeline.goal }

  /// Where the fault lies, or nil when the red end has turned out green.
  func bracket(_ column: EvidenceColumn) -> Bracket? {
    var low = 0
    for green in column.greens {
      if let position = timeline.position(of: green), position > low { low = position }
    }
    var high = Int.max
    for red in column.reds {
      if let position = timeline.position(of: red), position > low, position < high {
        high = position
      }
    }
    return high == .max ? nil : Bracket(low: low, high: high)
  }

  /// Up to `count` positions that split the fault mass evenly; the most central first.
  ///
  /// Bundles are not cut apart as long as there is a cut between bundles.
  func cuts(_ bracket: Bracket, count: Int) -> [Int] {
    let inside = (bracket.low + 1)..<max(bracket.low + 1, bracket.high)
    var allowed = inside.filter { timeline.endsBundle[$0 - 1] }
    if allowed.isEmpty { allowed = Array(inside) }
    let wanted = min(count, allowed.count)
    guard wanted > 0 else { return [] }
    let (start, end) = (mass[bracket.low], mass[bracket.high])
    var chosen: [Int] = []
    for share in Self.shares(wanted) {
      let aim = start + (end - start) * share
      let free = allowed.filter { !chosen.contains($0) }
      guard let nearest = free.min(by: { abs(mass[$0] - aim) < abs(mass[$1] - aim) }) else { break }
      chosen.append(nearest)
    }
    return chosen
  }

  /// The quantiles of so many cuts, from the middle outwards.
  private static func shares(_ count: Int) -> [Double] {
    (1...count).map { Double($0) / Double(count + 1) }
      .sorted { (abs($0 - 0.5), $0) < (abs($1 - 0.5), $1) }
  }
}

extension SearchState {
  /// Starts the search for what makes a plan red, from the newest green below it.
  mutating func explain(_ plan: Point, on target: Int) {
    var base = space.origin
    var least = space.lag(base)
    for green in evidence[target].greens where green.isAtMost(plan) {
      let lag = space.lag(green)
      if lag < least { (base, least) = (green, lag) }
    }
    localise(from: base, to: plan, on: target)
  }

  /// A green partner probe starts a search of its own, once.
  mutating func startPartnerSearch() -> Bool {
    while let probe = partners.first(where: { isKnown($0.question) }) {
      partners.removeAll { $0.question == probe.question }
      let column = evidence[probe.question.target]
      guard searchedPartners.insert(probe.question).inserted,
        column.isGreen(probe.question.point), column.isRed(probe.goal)
      else { continue }
      localise(from: probe.question.point, to: probe.goal, on: probe.question.target)
      return true
    }
    return false
  }

  /// Waits for cuts, or ends in a culprit.
  mutating func follow(_ search: Localisation) -> Stage? {
    let column = evidence[search.target]
    guard column.isRed(search.goal), let bracket = search.bracket(column) else {
      localisation = nil
      return nil
    }
    let bad = search.timeline.point(at: bracket.high)
    if bracket.high - bracket.low > 1 || !doubt.isConvinced(byReds: column.redCount(bad)) {
      return .localising(search, bracket)
    }
    localisation = nil
    blame(
      Culprit(
        component: search.timeline.steps[bracket.high - 1], target: search.target,
        good: search.timeline.point(at: bracket.low), bad: bad, goal: search.goal))
    return nil
  }

  private mutating func localise(from base: Point, to goal: Point, on target: Int) {
    story.tell(.localising(from: base, to: goal, target: target))
    localisation = Localisation(from: base, to: goal, target: target, in: space, faults: faults)
  }

  private mutating func blame(_ culprit: Culprit) {
    guard !culprits.contains(culprit) else { return }
    let earlier = culprits
    culprits.append(culprit)
    refreshNogoods()
    story.tell(.blamed(culprit))
    suspicions = []
    for other in earlier {
      let i = other.component
      guard i != culprit.component, culprit.goal[i] == other.revision - 1,
        culprit.bad[i] == other.revision - 1,
        other.isCarried || other.bad[culprit.component] < culprit.revision
      else { continue }
      let point = culprit.bad.moving(i, to: other.revision)
      let question = Question(point, target: culprit.target, purpose: .suspicion)
      if !suspicions.contains(question) { suspicions.append(question) }
    }
  }

  /// Each component's share of the faults so far.
  private var faults: [Double] {
    var counts = [Double](repeating: 1, count: space.heads.count)
    for culprit in culprits { counts[culprit.component] += 1 }
    let sum = counts.reduce(0, +)
    return counts.map { $0 / sum }
  }

  /// Says again, after something became known, what each culprit forbids.
  mutating func refreshNogoods() {
    var fresh: [Nogood] = []
    for (index, culprit) in culprits.enumerated() {
      var suspects: Set<Int> = []
      for (other, one) in culprits.enumerated() where other != index && one.target == culprit.target
      {
        suspects.insert(one.component)
      }
      let narrowing = Narrowing(
        culprit, column: evidence[culprit.target], heads: space.heads, suspects: suspects)
      guard let box = narrowing.box() else { continue }
      if let same = fresh.firstIndex(where: { $0.box == box && $0.target == culprit.target }) {
        fresh[same].culprits.append(index)
      } else {
        fresh.append(Nogood(box: box, target: culprit.target, culprits: [index]))
      }
    }
    nogoods = fresh
  }
}
