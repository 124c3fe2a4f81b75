import GreenSet

/// What planning costs, from a family of today's size to one far beyond it.
///
/// Printed by `make bench`; a figure for people, never a test.
struct PlanBench {
  private struct Size {
    var components: Int
    var revisions: Int
    var culprits: Int
  }

  private static let sizes = [
    Size(components: 12, revisions: 200, culprits: 10),
    Size(components: 50, revisions: 500, culprits: 20),
    Size(components: 100, revisions: 1_000, culprits: 20),
    Size(components: 200, revisions: 1_000, culprits: 20),
    Size(components: 200, revisions: 1_000, culprits: 60),
  ]
  private static let repeats = 5

  /// One line for each size: the next plan, and the first cuts after a red plan.
  func lines() throws(ProblemError) -> [String] {
    var lines = [Self.row("components", "revisions", "culprits", "plan ms", "cuts ms", "ratio")]
    var first: Double?
    for size in Self.sizes {
      let (plan, cuts) = try measure(size)
      let whole = plan + cuts
      lines.append(
        Self.row(
          "\(size.components)", "\(size.revisions)", "\(size.culprits)", Self.short(plan),
          Self.short(cuts), Self.short(whole / (first ?? whole))))
      first = first ?? whole
    }
    return lines
  }

  /// Milliseconds, the best of a few.
  private func measure(_ size: Size) throws(ProblemError) -> (plan: Double, cuts: Double) {
    let problem = try problem(size)
    let carried = culprits(size)
    let clock = ContinuousClock()
    var best = (plan: Double.infinity, cuts: Double.infinity)
    for _ in 0..<Self.repeats {
      var search = GreenSearch(problem)
      var questions: [Question] = []
      let plan = clock.measure {
        search = GreenSearch(problem, carried: carried)
        questions = search.wanted()
      }
      let cuts = clock.measure {
        for question in questions { search.record(question, .red) }
        questions = search.wanted()
      }
      best = (min(best.plan, plan / .milliseconds(1)), min(best.cuts, cuts / .milliseconds(1)))
    }
    return best
  }

  private func problem(_ size: Size) throws(ProblemError) -> Problem {
    let components = (0..<size.components).map { i in
      let landed: [Double] = (0...size.revisions).map { r in
        let jitter = r * 7_919 % 13
        return Double(r * 600 + jitter + i)
      }
      return Component(name: "c\(i)", landed: landed)
    }
    return try Problem(components: components, targets: ["linux-x86_64"], pins: pins(size))
  }

  /// Every second component records, revision by revision, what it pins of the next.
  private func pins(_ size: Size) -> [RecordedPins] {
    stride(from: 0, to: size.components - 1, by: 2).map { i in
      RecordedPins(component: i, on: i + 1, pinned: (0...size.revisions).map { max(0, $0 - 1) })
    }
  }

  /// Every second one is a clash with the next component, so that plans branch.
  private func culprits(_ size: Size) -> [CarriedCulprit] {
    (0..<size.culprits).map { n in
      let i = n * size.components / size.culprits
      var spans = [Span(component: i, low: size.revisions * (n + 2) / 99 + 1, high: size.revisions)]
      if n.isMultiple(of: 2) {
        spans.append(
          Span(
            component: (i + 1) % size.components, low: size.revisions / 2, high: size.revisions))
      }
      return CarriedCulprit(component: i, target: 0, box: Box(spans))
    }
  }

  static func short(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = "\(hundredths % 100)"
    return "\(hundredths / 100)." + String(repeating: "0", count: 2 - fraction.count) + fraction
  }

  private static func row(_ fields: String...) -> String {
    fields.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
  }
}
