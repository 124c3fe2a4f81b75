import Digest

/// The exact revision or version of a component that the release uses.
package enum Pin: Sendable, Hashable {
  case git(GitPin)
  case wheel(WheelPin)

  /// What people call it: a git label or short revision, or a version.
  package var label: String {
    switch self {
    case .git(let pin): pin.label ?? pin.revision.abbreviated
    case .wheel(let pin): pin.version.description
    }
  }

  /// The full revision, or the version: what people write to speak of exactly this.
  package var name: String {
    switch self {
    case .git(let pin): pin.revision.description
    case .wheel(let pin): pin.version.description
    }
  }

  /// What makes two pins the same thing: labels and dates do not.
  package var identity: PinIdentity { PinIdentity(self) }
}

/// A commit of a component's repository.
package struct GitPin: Sendable, Hashable {
  package let revision: Revision
  /// What upstream calls this commit, such as a tag; for people only.
  package let label: String?
  /// The day of the commit; for people only.
  package let date: CalendarDate?
  /// Whether it was only tried from a fork, a checkout or a pull request: it has an identity of its
  /// own, so that no verdict about it counts for a landed commit, and no file takes it.
  package let isUnlanded: Bool

  /// A pin whose label is dropped when it is not plain (see ``isPlainLabel(_:)``), and whose date when
  /// it has no year of four digits: upstream chooses both, and they go into commits.
  package init(
    revision: Revision, label: String? = nil, date: CalendarDate? = nil, isUnlanded: Bool = false
  ) {
    self.revision = revision
    self.isUnlanded = isUnlanded
    self.label = label.flatMap { Self.isPlainLabel($0) ? $0 : nil }
    self.date = date.flatMap { CalendarDate($0.description) }
  }

  /// Whether `text` can stand in a message that forges render, without meaning anything to them.
  ///
  /// ASCII letters, digits, `.`, `_`, `-`, `+` and `/`, at most 100, starting with a letter or digit:
  /// no mention, reference or trailer. `GH-1` would be a reference:
  /// <https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls>.
  package static func isPlainLabel(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...100).contains(bytes.count), isLetterOrDigit(bytes[0]) else { return false }
    return bytes.allSatisfy { isLetterOrDigit($0) || "._-+/".utf8.contains($0) }
      && !text.lowercased().contains("gh-")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}

/// A version of a project on a Python index, with the hash of each file that a target uses.
package struct WheelPin: Sendable, Hashable {
  package var version: PythonVersion
  package var files: [TargetName: PerPython<SHA256Digest>]

  package init(version: PythonVersion, byPython files: [TargetName: PerPython<SHA256Digest>]) {
    self.version = version
    self.files = files
  }

  /// A pin of which every Python of a target uses the same file.
  package init(version: PythonVersion, files: [TargetName: SHA256Digest]) {
    self.init(version: version, byPython: files.mapValues { PerPython($0) })
  }

  /// Every hash in order, with the place that uses it: `<target>`, or `<target>/<python>` where the files
  /// of a target's Pythons differ.
  package var hashes: [(place: String, digest: SHA256Digest)] {
    files.sorted { $0.key < $1.key }.flatMap { target, files in
      files.values.map { ("\(target)" + ($0.python.map { "/\($0)" } ?? ""), $0.value) }
    }
  }

  /// The hash of the file that `python` uses on `target`.
  package func file(for target: TargetName, on python: PythonTag) -> SHA256Digest? {
    files[target]?[python]
  }

  /// The first target for which `later` has other files and not all of these: files are added to a
  /// version, as for one more Python, and never replaced.
  package func replacedTarget(in later: WheelPin) -> TargetName? {
    files.keys.sorted().first { target in
      guard let old = files[target], let new = later.files[target] else { return false }
      return !Set(old.values.map(\.value)).isSubset(of: new.values.map(\.value))
    }
  }
}

/// What people decided about a component beside its pin; no part of the pin's identity.
struct PinNotes: Sendable, Hashable {
  /// Why it is not rolled.
  let hold: Reason?
  /// Why each of these revisions or versions is never proposed again.
  let denied: [String: Reason]
}

/// One pin moving.
package struct Bump: Sendable, Hashable {
  package let component: ComponentName
  package let from: Pin
  package let to: Pin

  package init(component: ComponentName, from: Pin, to: Pin) {
    self.component = component
    self.from = from
    self.to = to
  }
}

extension PinSet {
  /// What moves between this pin set and `later`, in this one's order.
  package func bumps(to later: PinSet) -> [Bump] {
    components.compactMap { name in
      guard let from = self[name], let to = later[name], from.identity != to.identity else {
        return nil
      }
      return Bump(component: name, from: from, to: to)
    }
  }
}

/// All pins together.
package struct PinSet: Sendable, Hashable {
  /// In the order of `version_info.json`.
  package let components: [ComponentName]
  private let pins: [ComponentName: Pin]

  package init(_ pairs: [(ComponentName, Pin)]) {
    components = pairs.map(\.0)
    pins = Dictionary(pairs, uniquingKeysWith: { _, last in last })
  }

  package subscript(component: ComponentName) -> Pin? { pins[component] }

  /// This pin set with `component` standing at `pin`.
  package func moving(_ component: ComponentName, to pin: Pin) -> PinSet {
    let order = pins[component] == nil ? components + [component] : components
    return PinSet(order.map { ($0, $0 == component ? pin : pins[$0] ?? pin) })
  }

  /// The pin of each component, as evidence records it.
  package var identities: [ComponentName: PinIdentity] { pins.mapValues(\.identity) }

  /// The identity of this pin set: equal for two machines that pin the same things.
  ///
  /// Over the pins by name, so that neither the order of the file nor a label changes it.
  package var digest: SHA256Digest {
    let lines = components.sorted().compactMap { name in
      pins[name].map { "\(name) \($0.identity)\n" }
    }
    return SHA256Digest(of: lines.joined())
  }
}
