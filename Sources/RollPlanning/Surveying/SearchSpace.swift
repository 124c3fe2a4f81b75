import GreenSet
import ReleaseModel

/// The pin sets that one night may choose from: each rolled component at its pin or a candidate.
package struct SearchSpace: Sendable {
  /// One component and what it may stand at, oldest first; the first is today's pin.
  package struct Axis: Sendable {
    package let component: ComponentName
    package let choices: [Candidate]
  }

  package let base: PinSet
  package let axes: [Axis]
  /// In the order in which they are asked.
  package let targets: [TargetName]
  private let together: [[Int]]

  /// The space that `surveys` open above `base`; components without a newer candidate are no axis.
  package init(base: PinSet, schedule: Schedule, surveys: [Survey]) {
    self.base = base
    targets = schedule.targets
    let moving = surveys.compactMap { Self.axis(for: $0, pin: base[$0.component]) }
    let aligned = Self.align(moving, together: schedule.together)
    axes = aligned
    together = schedule.together.map { group in
      group.compactMap { name in aligned.firstIndex { $0.component == name } }
    }.filter { $0.count > 1 }
  }

  package var isEmpty: Bool { axes.isEmpty }

  /// The search's view of this space.
  package func problem() throws(ProblemError) -> Problem {
    try Problem(
      components: axes.map { axis in
        GreenSet.Component(
          name: axis.component.description, landed: axis.choices.map { Double($0.landed.seconds) })
      },
      targets: targets.map(\.description), together: together)
  }

  /// The pin set that `point` names.
  package func pins(at point: Point) -> PinSet {
    zip(axes, point).reduce(base) { pins, choice in
      pins.moving(choice.0.component, to: choice.0.choices[choice.1].pin)
    }
  }

  /// What people call the pins at `point`, in the order of the axes.
  package func labels(at point: Point) -> [String] {
    zip(axes, point).map { $0.choices[$1].pin.label }
  }

  /// The point at which `pins` stand, or nil when they are not in this space.
  package func point(of pins: [ComponentName: String]) -> Point? {
    let moving = Set(axes.map(\.component))
    for name in base.components where !moving.contains(name) {
      guard pins[name] == base[name]?.identity else { return nil }
    }
    var point: Point = []
    for axis in axes {
      guard let index = axis.choices.firstIndex(where: { $0.pin.identity == pins[axis.component] })
      else { return nil }
      point.append(index)
    }
    return point
  }

  private static func axis(for survey: Survey, pin: Pin?) -> Axis? {
    guard case .known(let candidates) = survey.answer, let pin, let first = candidates.first else {
      return nil
    }
    // A pin that upstream forgot when it landed counts as just older than the first candidate.
    let landed = survey.pinned ?? Timestamp(seconds: first.landed.seconds - 1)
    return Axis(
      component: survey.component,
      choices: [Candidate(pin: pin, landed: landed)] + candidates)
  }

  /// Components that move as one keep only the candidates whose labels all of them have.
  private static func align(_ axes: [Axis], together: [[ComponentName]]) -> [Axis] {
    together.reduce(axes) { axes, group in
      let tied = axes.filter { group.contains($0.component) }
      guard tied.count == group.count else {
        return axes.filter { !group.contains($0.component) }
      }
      let shared = tied.map { Set($0.choices.dropFirst().map(\.pin.label)) }
        .reduce(nil as Set<String>?) { $0?.intersection($1) ?? $1 }
      return axes.compactMap { axis in
        guard group.contains(axis.component), let shared else { return axis }
        let kept = axis.choices.dropFirst().filter { shared.contains($0.pin.label) }
        return kept.isEmpty
          ? nil : Axis(component: axis.component, choices: [axis.choices[0]] + kept)
      }
    }
  }
}
