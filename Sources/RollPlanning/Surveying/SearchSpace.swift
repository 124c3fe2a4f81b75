import GreenSet
import ReleaseModel

/// The pin sets that one night may choose from: each rolled component at its pin or a candidate.
package struct SearchSpace: Sendable {
  /// One component and its possible revisions, oldest first; the first is today's pin.
  ///
  /// Choices are distinct, but for components that move as one: there one may stand still while
  /// another moves.
  package struct Axis: Sendable {
    package let component: ComponentName
    package let choices: [Candidate]
    /// The identity of each choice's pin, which costs more to make than to keep.
    let identities: [PinIdentity]

    init(component: ComponentName, choices: [Candidate]) {
      self.component = component
      self.choices = choices
      identities = choices.map(\.pin.identity)
    }

    var isStill: Bool { identities.allSatisfy { $0 == identities[0] } }
  }

  package let base: PinSet
  package let axes: [Axis]
  /// In the order in which they are asked.
  package let targets: [TargetName]
  /// Components that move as one and found no step that all of them can take, with the others.
  package let tied: [ComponentName: [ComponentName]]
  private let movers: [Mover]
  /// What no axis moves.
  private let standing: [(name: ComponentName, identity: PinIdentity?)]
  private let pins: [GreenSet.RecordedPins]

  /// The space that `surveys` open above `base`; components without a newer candidate are not an axis.
  package init(base: PinSet, schedule: Schedule, surveys: [Survey]) {
    self.base = base
    targets = schedule.targets
    let all = surveys.compactMap { Self.axis(for: $0, pin: base[$0.component]) }
    let hints = PinHints(surveys)
    let aligned = Bundles(hints: hints).align(all, groups: schedule.together)
    let moving = aligned.filter { !$0.isStill }
    axes = moving
    standing = base.components.filter { name in !moving.contains { $0.component == name } }
      .map { ($0, base[$0]?.identity) }
    movers = Self.movers(of: moving, together: schedule.together)
    pins = hints.recorded(between: moving)
    tied = Self.tied(all, moving, together: schedule.together)
  }

  package var isEmpty: Bool { axes.isEmpty }

  /// The search's view of this space.
  package func problem() throws(ProblemError) -> Problem {
    try Problem(
      components: axes.map { axis in
        GreenSet.Component(
          name: axis.component.description, landed: axis.choices.map { Double($0.landed.seconds) })
      },
      targets: targets.map(\.description), pins: pins,
      together: movers.map(\.axes).filter { $0.count > 1 })
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
  package func point(of pins: [ComponentName: PinIdentity]) -> Point? {
    var point = Point(repeating: 0, count: axes.count)
    for mover in movers {
      let identities = mover.axes.map { pins[axes[$0].component] }
      guard let index = mover.places[identities] else { return nil }
      for axis in mover.axes { point[axis] = index }
    }
    return standing.allSatisfy { pins[$0.name] == $0.identity } ? point : nil
  }
}

extension SearchSpace {
  /// Axes that share an index: one, or those of components that move as one.
  private struct Mover {
    let axes: [Int]
    /// The index at which their pins have these identities.
    let places: [[PinIdentity?]: Int]
  }

  private static func movers(of axes: [Axis], together: [[ComponentName]]) -> [Mover] {
    var groups = together.map { group in
      axes.indices.filter { group.contains(axes[$0].component) }
    }.filter { !$0.isEmpty }
    let grouped = Set(groups.joined())
    groups += axes.indices.filter { !grouped.contains($0) }.map { [$0] }
    return groups.map { group in
      let places = axes[group[0]].choices.indices.map { index in
        (group.map { axes[$0].identities[index] }, index)
      }
      return Mover(axes: group, places: Dictionary(places, uniquingKeysWith: { _, last in last }))
    }
  }

  private static func tied(
    _ all: [Axis], _ moving: [Axis], together: [[ComponentName]]
  ) -> [ComponentName: [ComponentName]] {
    let free = Set(moving.map(\.component))
    var tied: [ComponentName: [ComponentName]] = [:]
    for group in together where free.isDisjoint(with: group) {
      for name in group where all.contains(where: { $0.component == name && !$0.isStill }) {
        tied[name] = group.filter { $0 != name }
      }
    }
    return tied
  }

  private static func axis(for survey: Survey, pin: Pin?) -> Axis? {
    guard case .known(let candidates) = survey.answer, let pin else { return nil }
    // A pin that upstream forgot when it landed counts as just older than the first candidate.
    let first = candidates.first.map { $0.landed.seconds - 1 } ?? 0
    let landed = survey.pinned ?? Timestamp(seconds: first)
    return Axis(
      component: survey.component,
      choices: [Candidate(pin: pin, landed: landed)] + candidates)
  }
}
