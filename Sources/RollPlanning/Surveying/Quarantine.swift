import ReleaseModel

/// The revisions that main's history has reverted, and why: they are not proposed again.
///
/// A person undoes a roll with plain `git revert`; nothing else is needed. A pin that went back to its
/// earlier value counts as reverted, whatever the commit says. Everything up to the revision that the
/// roll moved to is quarantined, because the person found a fault that our checks do not see, and it
/// is not known which of the commits between has it. A newer revision ends the
/// quarantine, as does a hold that is lifted, or `Unhold: <component>` in the message of a commit on
/// main.
package struct Quarantine: Sendable, Equatable {
  /// One revision that was reverted.
  package struct Entry: Sendable, Equatable {
    /// The full revision, or the version.
    package let name: String
    package let label: String
    /// The commit of main that reverted it, and the reason in its message.
    package let commit: Revision
    package let because: String
  }

  /// For each component the reverted revisions, oldest first.
  package private(set) var entries: [ComponentName: [Entry]] = [:]
  /// The commits of main whose pins were reverted.
  package private(set) var takenBack: Set<Revision> = []
  /// For each component the pins that led to today's, and the commit that set each.
  private var trails: [ComponentName: [Step]] = [:]

  private var held: Set<ComponentName> = []

  private struct Step: Sendable, Equatable {
    let pin: Pin
    let name: String
    let commit: Revision
    /// Where a merge set it, the commit that was merged: a person may revert either.
    let merged: Revision?

    func isSet(by commit: Revision) -> Bool { commit == self.commit || commit == merged }
  }

  /// The reverts in `history`: the commits of main that changed its pins, newest first.
  package init(history: [PinRecord]) {
    for record in history.reversed() { read(record) }
  }

  private mutating func read(_ record: PinRecord) {
    if let pins = record.pins {
      for name in pins.components {
        if let pin = pins[name], let pinned = record.names[name] {
          move(name, to: pin, named: pinned, by: record)
        }
      }
      for commit in record.reverted { undo(commit, by: record) }
      for name in held.subtracting(record.held) { entries[name] = nil }
      held = record.held
    }
    for name in record.released { entries[name] = nil }
  }

  private mutating func move(
    _ name: ComponentName, to pin: Pin, named pinned: String, by record: PinRecord
  ) {
    let trail = trails[name] ?? []
    if let last = trail.last, last.name == pinned { return }
    // What somebody puts back stands again.
    entries[name]?.removeAll { $0.name == pinned }
    if let place = trail.lastIndex(where: { $0.name == pinned }) {
      for step in trail[(place + 1)...] { takeBack(name, step, by: record) }
      trails[name] = Array(trail[...place])
    } else {
      let step = Step(
        pin: pin, name: pinned, commit: record.revision, merged: record.merged?.revision)
      trails[name] = trail + [step]
    }
  }

  /// The message names a commit, but its pins went somewhere else than where they came from.
  private mutating func undo(_ commit: Revision, by record: PinRecord) {
    for (name, trail) in trails {
      guard let place = trail.firstIndex(where: { $0.isSet(by: commit) }), place > 0,
        place < trail.count - 1
      else { continue }
      takeBack(name, trail[place], by: record)
    }
  }

  private mutating func takeBack(_ name: ComponentName, _ step: Step, by record: PinRecord) {
    takenBack.insert(step.commit)
    entries[name, default: []].append(
      Entry(
        name: step.name, label: step.pin.label, commit: record.revision,
        because: record.reason))
  }
}

extension Quarantine {
  /// How many of `candidates`, oldest first, are quarantined, and by what.
  package func extent(
    in candidates: [Candidate], of component: ComponentName
  ) -> (count: Int, by: Entry)? {
    let taken = Dictionary(
      (entries[component] ?? []).map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    guard let place = candidates.lastIndex(where: { taken[$0.pin.name] != nil }),
      let entry = taken[candidates[place].pin.name]
    else { return nil }
    return (place + 1, entry)
  }
}
