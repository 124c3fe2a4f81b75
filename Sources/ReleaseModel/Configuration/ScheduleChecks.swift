/// What a schedule must agree with: components, targets, pins, and itself.
struct ScheduleChecks {
  let names: KnownNames
  /// Nil when they could not be read; then nothing is said of them.
  let pins: PinSet?
  let packages: [PackageName]

  func check(_ schedule: Schedule, in cursor: Cursor) {
    cursor.checkDistinct(schedule.rolls.map(\.component)) { index in
      cursor[.rolls]?[index]?[.component]
    }
    for (index, roll) in schedule.rolls.enumerated() {
      check(roll, at: cursor[.rolls]?[index])
    }
    checkCycles(schedule, in: cursor)
    checkTogether(schedule, in: cursor)
    checkTargets(schedule.targets, in: cursor)
    checkPackages(schedule.packages ?? [], in: cursor)
  }

  private func checkPackages(_ named: [PackageName], in cursor: Cursor) {
    for (index, name) in named.enumerated() where !packages.contains(name) {
      cursor[.packages]?[index]?.mistake(
        found: quoted(name.description), expected: "a package",
        hint: suggestion(
          for: name.description, among: packages.map(\.description), listedIn: "packages/"))
    }
  }

  /// Filters are about the commits of a branch; what comes from elsewhere is chosen there.
  private func checkFilters(_ roll: ScheduledRoll, at place: Cursor?) {
    switch roll.source {
    case .head: return
    case .tags, .pinnedBy, .index, .recordedIn: break
    }
    for (key, isGiven) in [(Key.paths, !roll.paths.isEmpty), (.green, roll.green != nil)]
    where isGiven {
      place?[key]?.mistake(
        found: "\(quoted(key.rawValue)), which chooses among the commits of a branch",
        expected: "the source \"head\" beside it", hint: "leave it out")
    }
  }

  private func check(_ roll: ScheduledRoll, at place: Cursor?) {
    let source = place?[.source]
    checkFilters(roll, at: place)
    switch roll.source {
    case .pinnedBy(let other), .recordedIn(let other):
      checkRecord(of: roll.component, in: other, at: source)
    case .head, .tags, .index: break
    }
    guard let component = names.component(roll.component, at: place?[.component]) else {
      return
    }
    if let pins, pins[roll.component] == nil {
      place?[.component]?.mistake(
        found: "\(quoted(roll.component.description)), which has no pin",
        expected: "a component that \(VersionInfo.path) pins", hint: "pin it there first")
    }
    switch (component.origin, roll.source) {
    case (.git, .head), (.git, .tags), (.git, .pinnedBy), (.git, .recordedIn), (.index, .index),
      (.index, .pinnedBy):
      break
    case (.git, .index):
      source?.mistake(
        expected: "\"head\", \"tags\", \"pinned-by\" or \"recorded-in\" for a repository",
        hint: "\(quoted(roll.component.description)) is a git component")
    case (.index, .head), (.index, .tags), (.index, .recordedIn):
      source?.mistake(
        expected: "\"index\" or \"pinned-by\" for a project on an index",
        hint: "\(quoted(roll.component.description)) is an index component")
    }
  }

  private func checkRecord(of name: ComponentName, in other: ComponentName, at source: Cursor?) {
    guard let owner = names.component(other, at: source) else { return }
    guard owner.records(name) else {
      source?.mistake(
        found: "\(quoted(other.description)), which records no pin of \(quoted(name.description))",
        expected: "a component whose \"records\" name it",
        hint: "say where in \(ReleaseConfiguration.componentsPath)")
      return
    }
  }

  private func checkTargets(_ targets: [TargetName], in cursor: Cursor) {
    for (index, name) in targets.enumerated() {
      let place = cursor[.targets]?[index]
      guard let target = names.target(name, at: place), !target.isEnabled else { continue }
      place?.mistake(
        found: "the disabled target \(quoted(name.description))", expected: "an enabled target",
        hint: target.missing.map { "missing: \(plain($0))" })
    }
  }

  private func checkTogether(_ schedule: Schedule, in cursor: Cursor) {
    let rolled = Set(schedule.rolls.map(\.component))
    var groups: [ComponentName: Int] = [:]
    for (index, group) in schedule.together.enumerated() {
      for (place, name) in group.enumerated() {
        let cursor = cursor[.together]?[index]?[place]
        if !rolled.contains(name) {
          cursor?.mistake(
            found: "\(quoted(name.description)), which this schedule does not roll",
            expected: "a component of \"rolls\"",
            hint: suggestion(for: name.description, among: rolled.map(\.description)))
        }
        if let other = groups[name] {
          cursor?.mistake(
            found: "\(quoted(name.description)) again, first in group \(other)",
            expected: "each component in one group", hint: "make the two groups one")
        }
        groups[name] = groups[name] ?? index
      }
    }
  }

  /// A component whose candidates follow from its own cannot be moved by anything.
  private func checkCycles(_ schedule: Schedule, in cursor: Cursor) {
    var sources: [ComponentName: ComponentName] = [:]
    for roll in schedule.rolls {
      switch roll.source {
      case .pinnedBy(let other), .recordedIn(let other): sources[roll.component] = other
      case .head, .tags, .index: break
      }
    }
    for cycle in Cycles.all(in: sources.mapValues { [$0] }) {
      let index = schedule.rolls.firstIndex { $0.component == cycle[0] } ?? 0
      cursor[.rolls]?[index]?[.source]?.mistake(
        found: "a cycle: " + Cycles.told(cycle), expected: "sources that end at an upstream",
        hint: "give one of them \"head\", \"tags\" or \"index\"")
    }
  }
}
