import ReleaseModel

/// What differs between two states of the release's pins, as far as it is known: a value that every
/// text about it is rendered from.
package struct VersionDiff: Sendable, Hashable {
  /// What the reader calls the two states, such as `v0.1.0.dev20261121001` or `working tree`; nil where
  /// the text around says so.
  package let names: Move?
  /// The version that the next official release will have, when it moved.
  package let version: Move?
  /// In the order of the file.
  package let bumps: [BumpDifference]
  package let added: [PinnedEnd]
  package let removed: [PinnedEnd]

  /// A text that became another.
  package struct Move: Sendable, Hashable {
    package let from: String
    package let to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  /// A component that has a pin on one side only.
  package struct PinnedEnd: Sendable, Hashable {
    package let component: ComponentName
    package let end: BumpDifference.End

    package init(component: ComponentName, end: BumpDifference.End) {
      self.component = component
      self.end = end
    }
  }

  package init(
    names: Move? = nil, version: Move? = nil, bumps: [BumpDifference], added: [PinnedEnd] = [],
    removed: [PinnedEnd] = []
  ) {
    self.names = names
    self.version = version
    self.bumps = bumps
    self.added = added
    self.removed = removed
  }

  /// The difference of two files, whose bumps are `described` elsewhere.
  package init(
    names: Move?, from old: VersionInfo, to new: VersionInfo, described: [BumpDifference]
  ) {
    let (before, after) = (old.pins.components, new.pins.components)
    let move = Move(from: "\(old.packageVersion)", to: "\(new.packageVersion)")
    self.init(
      names: names, version: move.from == move.to ? nil : move, bumps: described,
      added: after.filter { !before.contains($0) }.compactMap { PinnedEnd($0, in: new.pins) },
      removed: before.filter { !after.contains($0) }.compactMap { PinnedEnd($0, in: old.pins) })
  }

  /// The same difference under a title of the reader's own.
  package var unnamed: VersionDiff {
    VersionDiff(version: version, bumps: bumps, added: added, removed: removed)
  }

  /// True when no pin and no version differs.
  package var isEmpty: Bool {
    bumps.isEmpty && added.isEmpty && removed.isEmpty && version == nil
  }
}

extension VersionDiff.PinnedEnd {
  init?(_ component: ComponentName, in pins: PinSet) {
    guard let pin = pins[component] else { return nil }
    self.init(component: component, end: BumpDifference.End(pin))
  }
}
