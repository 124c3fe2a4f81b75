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
  /// The report of a night in which nothing could move.
  package init(
    schedule: ScheduleName, slot: Timestamp, surveys: [Survey], space: SearchSpace,
    validations: [ReportedValidation]
  ) {
    self.init(
      schedule: schedule, slot: slot,
      standings: surveys.map { survey in
        let label = space.base[survey.component]?.label ?? "nothing"
        let standing: ComponentStanding =
          switch survey.answer {
          case .known: .newestAlready(label: label)
          case .unknown(let because): .unknown(label: label, because: because)
          case .absent(let because): .absent(label: label, because: because)
          }
        return (survey.component, standing)
      },
      skipped: surveys.flatMap { survey in survey.skipped.map { (survey.component, $0) } },
      validations: validations)
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
    case .known: break
    }
    guard let index = space.axes.firstIndex(where: { $0.component == survey.component }) else {
      return .newestAlready(label: label)
    }
    switch search.components[index] {
    case .newestAlready: return .newestAlready(label: label)
    case .moved(let to): return .moved(detail(index, to: to))
    case .held(let at, let hold): return .held(held(index, at: at, hold))
    }
  }

  private func detail(_ index: Int, to: Int) -> BumpDetail {
    let axis = space.axes[index]
    return BumpDetail(
      bump: Bump(
        component: axis.component, from: axis.choices[0].pin, to: axis.choices[to].pin),
      fromLanded: axis.choices[0].landed, toLanded: axis.choices[to].landed,
      passedOver: axis.choices[..<to].dropFirst().map(\.pin.label))
  }

  private func held(_ index: Int, at: Int, _ hold: Hold) -> HeldComponent {
    let axis = space.axes[index]
    let target = hold.target.map { space.targets[$0] }
    return HeldComponent(
      component: axis.component, moved: at == 0 ? nil : detail(index, to: at),
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
