extension GreenSearch {
  /// What was found so far; complete when the status says so.
  package var report: SearchReport {
    let space = state.space
    let chosen = state.best
    let holds = holds(chosen)
    return SearchReport(
      status: status, chosen: space.unfold(chosen), lag: space.lag(chosen),
      lagBefore: space.lag(space.origin), components: outcomes(chosen, holds),
      culprits: state.culprits.map(unfold), carried: carried(chosen),
      validations: validations, story: state.story.events.map(unfold))
  }

  private func outcomes(_ chosen: Point, _ holds: [Int: Hold]) -> [ComponentOutcome] {
    problem.components.indices.map { component in
      let axis = state.space.axis(of: component)
      if let hold = holds[axis] {
        var own = hold
        own.component = component
        return .held(at: chosen[axis], own)
      }
      return chosen[axis] == 0 ? .newestAlready : .moved(to: chosen[axis])
    }
  }

  /// The hold of each axis that stays behind.
  private func holds(_ chosen: Point) -> [Int: Hold] {
    var holds: [Int: Hold] = [:]
    for axis in chosen.indices where chosen[axis] < state.space.heads[axis] {
      holds[axis] = hold(axis, chosen)
    }
    return holds
  }

  private func hold(_ axis: Int, _ chosen: Point) -> Hold {
    let next = chosen.moving(axis, to: chosen[axis] + 1)
    let shown = state.evidence.redTarget(next)
    let nogoods = state.nogoods.filter { $0.box.holds(next) }
    let nogood =
      nogoods.first { $0.target == shown && state.culprits[$0.culprits[0]].component == axis }
      ?? nogoods.first { $0.target == shown } ?? nogoods.first
    let spans = nogood.map { unfold($0.box).spans } ?? []
    let own = state.space.groups[axis]
    return Hold(
      component: own[0], firstBad: next[axis], target: shown ?? nogood?.target,
      region: nogood.map { unfold($0.box) }, partners: spans.filter { !own.contains($0.component) },
      good: state.space.unfold(chosen), bad: state.space.unfold(next),
      beyond: beyond(next, axis: axis, nogood), proof: shown == nil ? .believed : .validated,
      reproduction: Diagnosis(state, chosen: chosen).reproduction(of: axis).map(unfold))
  }

  /// The newest red of the nogood above the bad point.
  private func beyond(_ bad: Point, axis: Int, _ nogood: Nogood?) -> Point? {
    guard let nogood else { return nil }
    let reds = state.evidence[nogood.target].reds.filter {
      nogood.box.holds($0) && $0[axis] > bad[axis]
    }
    return reds.min { state.space.lag($0) < state.space.lag($1) }.map(state.space.unfold)
  }

  /// The regions that hold something back beside the chosen set.
  private func carried(_ chosen: Point) -> [CarriedCulprit] {
    let steps = chosen.indices.filter { chosen[$0] < state.space.heads[$0] }
      .map { chosen.moving($0, to: chosen[$0] + 1) }
    return state.nogoods.compactMap { nogood in
      guard steps.contains(where: nogood.box.holds) else { return nil }
      let culprit = state.culprits[nogood.culprits[0]]
      return CarriedCulprit(
        component: state.space.groups[culprit.component][0], target: nogood.target,
        box: unfold(nogood.box))
    }
  }

  private func unfold(_ box: Box) -> Box {
    Box(
      box.spans.flatMap { span in
        state.space.groups[span.component].map {
          Span(component: $0, low: span.low, high: span.high)
        }
      })
  }

  private func unfold(_ culprit: Culprit) -> Culprit {
    let space = state.space
    return Culprit(
      component: space.groups[culprit.component][0], target: culprit.target,
      good: space.unfold(culprit.good), bad: space.unfold(culprit.bad),
      goal: space.unfold(culprit.goal), carried: culprit.carried.map(unfold))
  }

  private func unfold(_ reproduction: Reproduction) -> Reproduction {
    let bumps = reproduction.bumps.flatMap { bump in
      state.space.groups[bump.component].map {
        Reproduction.Bump(component: $0, revision: bump.revision)
      }
    }
    return Reproduction(
      bumps: bumps, target: reproduction.target, point: state.space.unfold(reproduction.point))
  }

  private func unfold(_ event: SearchEvent) -> SearchEvent {
    let space = state.space
    switch event {
    case .planned(let point): return .planned(space.unfold(point))
    case .validated(let point): return .validated(space.unfold(point))
    case .localising(let base, let goal, let target):
      return .localising(from: space.unfold(base), to: space.unfold(goal), target: target)
    case .blamed(let culprit): return .blamed(unfold(culprit))
    case .judged: return event
    }
  }
}
