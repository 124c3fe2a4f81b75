import Errors
import Git
import ReleaseModel
import Rolling

extension GitSurvey {
  /// What another component pins of this one, at its own pin and at each of its candidates.
  func recordChoice(
    in other: ComponentName, along line: BranchLine
  ) async throws(Failure) -> Choice {
    guard let component = question.components.first(where: { $0.name == other }),
      let standing = question.pins[other]
    else { return .unknown(because: "\(other) is not pinned here") }
    let stands: [Pin]
    switch await candidates(of: component, standing) {
    case .success(let found): stands = [standing] + found
    case .failure(let unread): return .unknown(because: unread.because)
    }
    let records = try await records(of: component, at: stands)
    var positions: [Int: String] = [:]
    var skipped: [SkippedRevision] = []
    for (stand, record) in zip(stands, records) {
      switch record {
      case .failure(let unread):
        skipped.append(SkippedRevision(label: "\(other) \(stand.label)", why: unread.because))
      case .success(let revision):
        switch try await place(revision, along: line) {
        case .newer(let position): positions[position] = revision.description
        case .notNewer: continue
        case .elsewhere(let why):
          skipped.append(SkippedRevision(label: "\(other) \(stand.label)", why: why))
        }
      }
    }
    let found = positions.keys.sorted().map { line.candidate(at: $0) }
    return .candidates(found, skipped: skipped)
  }

  /// Where a recorded revision stands on our own line.
  private enum Place {
    case newer(Int)
    case notNewer
    case elsewhere(String)
  }

  private func place(
    _ revision: Revision, along line: BranchLine
  ) async throws(Failure) -> Place {
    if let position = line.position(of: revision) { return .newer(position) }
    guard try await mirror.isOnBranch(revision) else {
      return .elsewhere("it pins \(revision), which is not on \(mirror.branch) of \(mirror.url)")
    }
    let (wanted, base) = (try mirror.id(revision), try mirror.id(pin.revision))
    let isOlder = try await mirror.run { git throws(GitError) in
      try git.isAncestor(wanted, of: base)
    }
    return isOlder
      ? .notNewer
      : .elsewhere("it pins \(revision), which came into \(mirror.branch) by a merge")
  }

  /// What the schedule may move `component` to; nothing when it does not roll.
  private func candidates(
    of component: Component, _ standing: Pin
  ) async -> Result<[Pin], UnreadWheel> {
    guard let roll = question.rolls.first(where: { $0.component == component.name }) else {
      return .success([])
    }
    let asked = SurveyQuestion(
      component: component, source: roll.source, pin: standing, targets: question.targets,
      demand: question.demand, pins: question.pins, components: question.components,
      rolls: question.rolls)
    switch await FamilyUpstream(mirrors, wheels: wheels).survey(asked).answer {
    case .known(let candidates): return .success(candidates.map(\.pin))
    // What cannot move stays, and still records what it records.
    case .absent, .parked: return .success([])
    case .unknown(let why):
      return .failure(UnreadWheel(because: "what \(component.name) has is not known: \(why)"))
    }
  }

  /// This component's revision as each of `stands` records it.
  private func records(
    of component: Component, at stands: [Pin]
  ) async throws(Failure) -> [Result<Revision, UnreadWheel>] {
    switch component.origin {
    case .git: return try await commitRecords(of: component, at: stands)
    case .index: return await wheelRecords(of: component, at: stands)
    }
  }

  private func commitRecords(
    of component: Component, at stands: [Pin]
  ) async throws(Failure) -> [Result<Revision, UnreadWheel>] {
    let revisions = stands.compactMap { pin -> Revision? in
      if case .git(let pin) = pin { pin.revision } else { nil }
    }
    let readings = try await mirrors.mirror(of: component)
      .recordedPins(at: revisions, of: question.components)
    return revisions.map { revision in
      let reading = readings[revision] ?? RecordReading()
      if let found = reading.pins[mirror.component.name].flatMap({ Revision($0) }) {
        return .success(found)
      }
      let why = reading.problems.first ?? "\(component.name) has no record of it"
      return .failure(UnreadWheel(because: why))
    }
  }

  private func wheelRecords(
    of component: Component, at stands: [Pin]
  ) async -> [Result<Revision, UnreadWheel>] {
    let names = component.records.first { $0.names.values.contains(mirror.component.name) }?.names
    let name = names?.first { $0.value == mirror.component.name }?.key
    var found: [Result<Revision, UnreadWheel>] = []
    for stand in stands {
      guard let name, case .wheel(let pin) = stand else {
        found.append(.failure(UnreadWheel(because: "\(component.name) has no record of it")))
        continue
      }
      let revisions = await wheels.revisions(in: pin, of: component, for: question.targets)
      found.append(
        revisions.flatMap { revisions in
          revisions[name].map { .success($0) }
            ?? .failure(UnreadWheel(because: "its version.py does not name \(quotedRecord(name))"))
        })
    }
    return found
  }
}
