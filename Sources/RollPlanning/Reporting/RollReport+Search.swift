import GreenSet
import ReleaseModel

extension RollReport {
  /// The report of a search over `space`, where `red` gives the first error of a red point.
  package init(
    schedule: Schedule, slot: Timestamp, surveys: [Survey], space: SearchSpace,
    search: SearchReport, validations: [ReportedValidation]
  ) {
    let reader = SearchReader(space: space, search: search, validations: validations)
    self.init(
      schedule: schedule.name, slot: slot,
      standings: surveys.map { survey in
        (survey.component, reader.standing(of: survey, pin: space.base[survey.component]))
      },
      skipped: surveys.flatMap { survey in survey.skipped.map { (survey.component, $0) } },
      validations: validations)
  }
}

extension RollReport {
  /// What a night would try first: each component at `point`, or where it stands when there is none.
  package init(
    schedule: ScheduleName, slot: Timestamp, surveys: [Survey], space: SearchSpace,
    trying point: Point?, validations: [ReportedValidation]
  ) {
    self.init(
      schedule: schedule, slot: slot,
      standings: surveys.map { survey in
        (survey.component, Self.standing(of: survey, in: space, trying: point))
      },
      skipped: surveys.flatMap { survey in survey.skipped.map { (survey.component, $0) } },
      validations: validations)
  }

  private static func standing(
    of survey: Survey, in space: SearchSpace, trying point: Point?
  ) -> ComponentStanding {
    let label = space.base[survey.component]?.label ?? "nothing"
    switch survey.answer {
    case .unknown(let because): return .unknown(label: label, because: because)
    case .absent(let because): return .absent(label: label, because: because)
    case .parked(let because): return .parked(label: label, because: because)
    case .known: break
    }
    guard let index = space.axes.firstIndex(where: { $0.component == survey.component }),
      let point, point[index] > 0
    else { return .newestAlready(label: label) }
    return .moved(space.axes[index].detail(to: point[index]))
  }
}

extension SearchSpace.Axis {
  /// The bump from today's pin to the choice at `index`.
  fileprivate func detail(to index: Int) -> BumpDetail {
    BumpDetail(
      bump: Bump(component: component, from: choices[0].pin, to: choices[index].pin),
      fromLanded: choices[0].landed, toLanded: choices[index].landed,
      passedOver: choices[..<index].dropFirst().map(\.pin.label))
  }
}

/// Reads a search's points back into components and labels.
private struct SearchReader {
  let space: SearchSpace
  let search: SearchReport
  let validations: [ReportedValidation]

  func standing(of survey: Survey, pin: Pin?) -> ComponentStanding {
    let label = pin?.label ?? "nothing"
    switch survey.answer {
    case .unknown(let because): return .unknown(label: label, because: because)
    case .absent(let because): return .absent(label: label, because: because)
    case .parked(let because): return .parked(label: label, because: because)
    case .known: break
    }
    guard let index = space.axes.firstIndex(where: { $0.component == survey.component }) else {
      return .newestAlready(label: label)
    }
    switch search.components[index] {
    case .newestAlready: return .newestAlready(label: label)
    case .moved(let to): return .moved(space.axes[index].detail(to: to))
    case .held(let at, let hold):
      // Law 5: what was not seen to be red holds nothing back.
      guard hold.target != nil else { return undecided(index, at: at) }
      return .held(held(index, at: at, hold))
    }
  }

  private func undecided(_ index: Int, at: Int) -> ComponentStanding {
    let axis = space.axes[index]
    guard at == 0 else { return .moved(axis.detail(to: at)) }
    return .undecided(
      label: axis.choices[0].pin.label, newest: axis.choices.last?.pin.label ?? "")
  }

  private func held(_ index: Int, at: Int, _ hold: Hold) -> HeldComponent {
    let axis = space.axes[index]
    let target = hold.target.map { space.targets[$0] }
    return HeldComponent(
      component: axis.component, moved: at == 0 ? nil : space.axes[index].detail(to: at),
      label: axis.choices[at].pin.label, newest: axis.choices.last?.pin.label ?? "",
      firstBad: axis.choices[hold.firstBad].pin.label, target: target,
      clashes: hold.partners.map(clash), because: firstError(at: hold.bad, on: target),
      reproduction: reproduction(of: hold))
  }

  private func clash(_ span: Span) -> HeldComponent.Clash {
    let choices = space.axes[span.component].choices
    return HeldComponent.Clash(
      component: space.axes[span.component].component,
      from: choices[max(0, span.low)].pin.label,
      to: choices[min(choices.count - 1, span.high)].pin.label)
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
