import ReleaseModel

/// The steps that components which move as one can take.
///
/// Upstream itself put revisions together: those that one of them
/// records of the others. Where none does, as with wheels, it is the revisions that all of them
/// call by the same name, a tag or a version.
struct Bundles: Sendable {
  let hints: PinHints

  /// `axes` with those of each group cut down to the steps that all of the group can take.
  ///
  /// When one of a group was not surveyed, or no step is found, none of it moves.
  func align(
    _ axes: [SearchSpace.Axis], groups: [[ComponentName]]
  ) -> [SearchSpace.Axis] {
    groups.reduce(axes) { axes, group in
      let members = axes.filter { group.contains($0.component) }
      guard members.count == group.count else {
        return axes.filter { !group.contains($0.component) }
      }
      let steps = steps(of: members)
      return axes.map { axis in
        guard let place = members.firstIndex(where: { $0.component == axis.component }) else {
          return axis
        }
        return SearchSpace.Axis(
          component: axis.component, choices: steps.map { axis.choices[$0[place]] })
      }
    }
  }

  /// For each step the index of each member's choice; the first step is today's pins.
  private func steps(of members: [SearchSpace.Axis]) -> [[Int]] {
    let recorded = members.indices.map { self.recorded(by: $0, among: members) }
    return ascending(recorded.first { !$0.isEmpty } ?? named(members), width: members.count)
  }

  /// What `leader` records of all the others, itself or through them.
  private func recorded(by leader: Int, among members: [SearchSpace.Axis]) -> [[Int]] {
    let places = members.map { axis in
      Dictionary(zip(axis.identities, axis.choices.indices), uniquingKeysWith: { _, last in last })
    }
    return members[leader].choices.indices.dropFirst().compactMap { start in
      var step = [Int?](repeating: nil, count: members.count)
      step[leader] = start
      var queue = [leader]
      while let member = queue.first, let place = step[member] {
        queue.removeFirst()
        for other in members.indices where step[other] == nil {
          let pin = hints.pin(
            of: members[other].component, in: members[member].component,
            at: members[member].identities[place])
          guard let pin, let found = places[other][pin] else { continue }
          step[other] = found
          queue.append(other)
        }
      }
      let whole = step.compactMap(\.self)
      return whole.count == members.count ? whole : nil
    }
  }

  /// What all members call by the same label.
  private func named(_ members: [SearchSpace.Axis]) -> [[Int]] {
    let labels = members.map { axis in
      Dictionary(
        axis.choices.indices.dropFirst().map { (axis.choices[$0].pin.label, $0) },
        uniquingKeysWith: { _, last in last })
    }
    return members[0].choices.indices.dropFirst().compactMap { index in
      let label = members[0].choices[index].pin.label
      let step = labels.compactMap { $0[label] }
      return step.count == members.count ? step : nil
    }
  }

  /// Today's pins, then every step that takes some member forward and none back.
  private func ascending(_ steps: [[Int]], width: Int) -> [[Int]] {
    steps.reduce(into: [[Int](repeating: 0, count: width)]) { kept, step in
      guard let last = kept.last, step != last, zip(last, step).allSatisfy(<=) else { return }
      kept.append(step)
    }
  }
}
