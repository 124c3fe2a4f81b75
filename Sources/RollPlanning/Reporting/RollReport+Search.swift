import GreenSet
import ReleaseModel

extension RollReport {
  /// The report of a search over `space`, where `red` gives the first error of a red point.
  package init(
    schedule: ScheduleName, slot: Timestamp, prospects: RollScope, space: SearchSpace,
    search: SearchReport, validations: [ReportedValidation]
  ) {
    let reader = SearchReader(
      schedule: schedule, space: space, search: search, validations: validations)
    self.init(
      schedule: schedule, slot: slot, prospects: prospects, validations: validations
    ) { survey in
      space.standing(without: survey) ?? reader.standing(of: survey)
    }
  }
}

extension RollReport {
  /// What a night would try first: each component at `point`, or where it stands when there is none.
  package init(
    schedule: ScheduleName, slot: Timestamp, prospects: RollScope, space: SearchSpace,
    trying point: Point?, validations: [ReportedValidation]
  ) {
    self.init(
      schedule: schedule, slot: slot, prospects: prospects, validations: validations
    ) { survey in
      space.standing(without: survey) ?? space.standing(of: survey.component, trying: point)
    }
  }

  private init(
    schedule: ScheduleName, slot: Timestamp, prospects: RollScope,
    validations: [ReportedValidation], standing: (Survey) -> ComponentStanding
  ) {
    let surveys = Dictionary(
      prospects.surveys.map { ($0.component, $0) }, uniquingKeysWith: { $1 })
    self.init(
      schedule: schedule, slot: slot,
      standings: prospects.components.compactMap { name in
        let found = prospects.resting[name] ?? surveys[name].map(standing)
        return found.map { (name, $0) }
      },
      skipped: prospects.surveys.flatMap { survey in
        survey.skipped.map { (survey.component, $0) }
      },
      validations: validations)
  }
}

extension SearchSpace {
  /// Where a component stands that has no part in the search; nil when it has.
  fileprivate func standing(without survey: Survey) -> ComponentStanding? {
    let label = base[survey.component]?.label ?? "nothing"
    switch survey.answer {
    case .unknown(let because): return .unknown(label: label, because: because)
    case .absent(let because): return .absent(label: label, because: because)
    case .parked(let because): return .parked(label: label, because: because)
    case .known(let candidates):
      if axes.contains(where: { $0.component == survey.component }) { return nil }
      guard let others = tied[survey.component], let newest = candidates.last else {
        return .newestAlready(label: label)
      }
      return .tied(label: label, newest: newest.pin.label, to: others)
    }
  }

  fileprivate func standing(of name: ComponentName, trying point: Point?) -> ComponentStanding {
    guard let index = axes.firstIndex(where: { $0.component == name }), let point,
      let detail = axes[index].detail(to: point[index])
    else { return .newestAlready(label: base[name]?.label ?? "nothing") }
    return .moved(detail)
  }
}

extension SearchSpace.Axis {
  /// The bump from today's pin to the choice at `index`; nil when that is the same pin.
  fileprivate func detail(to index: Int) -> BumpDetail? {
    guard identities[index] != identities[0] else { return nil }
    var seen: Set<PinIdentity> = [identities[0], identities[index]]
    return BumpDetail(
      bump: Bump(component: component, from: choices[0].pin, to: choices[index].pin),
      fromLanded: choices[0].landed, toLanded: choices[index].landed,
      passedOver: choices[..<index].indices.filter { seen.insert(identities[$0]).inserted }
        .map { choices[$0].pin.label })
  }
}

/// Reads a search's points back into components and labels.
private struct SearchReader {
  let schedule: ScheduleName
  let space: SearchSpace
  let search: SearchReport
  let validations: [ReportedValidation]

  func standing(of survey: Survey) -> ComponentStanding {
    let label = space.base[survey.component]?.label ?? "nothing"
    guard let index = space.axes.firstIndex(where: { $0.component == survey.component }) else {
      return .newestAlready(label: label)
    }
    switch search.components[index] {
    case .newestAlready: return .newestAlready(label: label)
    case .moved(let to):
      return space.axes[index].detail(to: to).map { .moved($0) } ?? .newestAlready(label: label)
    case .held(let at, let hold):
      // Law 5: what was not seen to be red holds nothing back.
      guard hold.target != nil else { return undecided(index, at: at) }
      return .held(held(index, at: at, hold))
    }
  }

  private func undecided(_ index: Int, at: Int) -> ComponentStanding {
    let axis = space.axes[index]
    if let detail = axis.detail(to: at) { return .moved(detail) }
    return .undecided(
      label: axis.choices[0].pin.label, newest: axis.choices.last?.pin.label ?? "")
  }

  private func held(_ index: Int, at: Int, _ hold: Hold) -> HeldComponent {
    let axis = space.axes[index]
    let target = hold.target.map { space.targets[$0] }
    return HeldComponent(
      component: axis.component, moved: axis.detail(to: at),
      label: axis.choices[at].pin.label, newest: axis.choices.last?.pin.label ?? "",
      culprit: axis.choices[hold.firstBad], target: target,
      clashes: hold.partners.map(clash), because: firstError(at: hold.bad, on: target),
      reproduction: .init(schedule: schedule, bumps: reproduction(of: hold)))
  }

  private func clash(_ span: Span) -> HeldComponent.Clash {
    let choices = space.axes[span.component].choices
    return HeldComponent.Clash(
      component: space.axes[span.component].component,
      from: choices[max(0, span.low)].pin,
      to: choices[min(choices.count - 1, span.high)].pin)
  }

  private func firstError(at point: Point, on target: TargetName?) -> String? {
    let labels = zip(space.axes, point).map { $0.choices[$1].pin.label }
    for validation in validations where validation.labels == labels && validation.target == target {
      if case .red(let because) = validation.verdict { return because }
    }
    return nil
  }

  /// The bumps from today's pins to the red point, which the search has validated.
  private func reproduction(of hold: Hold) -> [Bump] {
    let point = hold.reproduction?.point ?? hold.bad
    return space.base.bumps(to: space.pins(at: point))
  }
}
