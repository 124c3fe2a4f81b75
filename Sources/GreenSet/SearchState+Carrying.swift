extension SearchState {
  /// Takes over culprits of an earlier night; what makes no sense today is left out.
  mutating func carry(_ carried: [CarriedCulprit]) {
    for one in carried {
      let axis = space.axis(of: one.component)
      guard let box = fold(one.box), let span = box[axis], span.low > 0,
        one.target < space.targets
      else { continue }
      let bad = space.heads.indices.map { box[$0]?.low ?? 0 }
      let goal = space.heads.indices.map { box[$0]?.high ?? space.heads[$0] }
      let culprit = Culprit(
        component: axis, target: one.target, good: bad.moving(axis, to: span.low - 1), bad: bad,
        goal: goal, carried: box)
      if !culprits.contains(culprit) { culprits.append(culprit) }
    }
    refreshNogoods()
  }

  /// The box on axes, cut to today's candidates; nil when nothing of it is left.
  private func fold(_ box: Box) -> Box? {
    var spans: [Int: Span] = [:]
    for span in box.spans {
      let axis = space.axis(of: span.component)
      guard space.heads.indices.contains(axis) else { return nil }
      let low = max(span.low, spans[axis]?.low ?? 0, 0)
      let high = min(span.high, spans[axis]?.high ?? space.heads[axis], space.heads[axis])
      guard low <= high else { return nil }
      spans[axis] = Span(component: axis, low: low, high: high)
    }
    return Box(spans.values.filter { $0.low > 0 || $0.high < space.heads[$0.component] })
  }
}
