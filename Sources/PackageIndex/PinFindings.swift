import Digest
import ReleaseModel

/// What became of the version that is pinned.
struct PinFindings: Equatable {
  /// Loudest first.
  private(set) var findings: [SkippedRevision] = []
  /// When the last of the pinned files was uploaded, if the place says.
  private(set) var landed: Timestamp?

  /// Holds `pin` against `release`, which is what places have of its version; nil when nothing.
  init(_ pin: WheelPin, release: IndexRelease?, targets: [Target]) {
    guard let release, !release.files.isEmpty else {
      findings = [SkippedRevision(label: pin.version.description, why: vanished())]
      return
    }
    var reasons: [String] = []
    var quiet: [String] = []
    for (target, python) in targets.flatMap({ target in target.pythons.map { (target, $0.tag) } }) {
      let place = target.place(of: python)
      guard let pinned = pin.file(for: target.name, on: python) else {
        quiet.append(unpinned(place))
        continue
      }
      guard let file = release.files.first(where: { $0.sha256 == pinned }) else {
        reasons.append(replaced(pinned, release.choice(for: target, on: python), place))
        continue
      }
      landed = [landed, file.uploaded].compactMap(\.self).max()
      if let yanked = file.yanked { quiet.append(withdrawn(file, yanked)) }
      if let why = misfit(of: file, target, python) { quiet.append(why) }
    }
    findings = (distinct(reasons) + distinct(quiet)).map {
      SkippedRevision(label: pin.version.description, why: $0)
    }
  }
}

private func distinct(_ texts: [String]) -> [String] {
  var seen: Set<String> = []
  return texts.filter { seen.insert($0).inserted }
}

private func vanished() -> String {
  "PINNED VERSION GONE: no index has its files any more; old releases cannot be rebuilt"
}

private func replaced(_ pinned: SHA256Digest, _ choice: FileChoice, _ place: String) -> String {
  switch choice {
  case .file(let file):
    "PINNED FILE CHANGED for \(place): the pin says \(pinned), the place now has "
      + "\(file.sha256?.description ?? "no sha256") (\(file.name)); "
      + "find out who replaced it before you trust either"
  case .none(let why):
    "PINNED FILE GONE for \(place): \(pinned) is not there any more, and \(why)"
  }
}

private func unpinned(_ place: String) -> String { "pinned without a file for \(place)" }

/// Why the pinned file is none for `python`: a pin may be older than a target's second Python.
private func misfit(of file: IndexFile, _ target: Target, _ python: PythonTag) -> String? {
  guard target.pythons.count > 1, let name = WheelFileName(file.name),
    case .misfit(let why) = name.fit(for: target, on: python)
  else { return nil }
  return "\(unpinned(target.place(of: python))): \(file.name) \(why)"
}

private func withdrawn(_ file: IndexFile, _ reason: String) -> String {
  "the pinned \(file.name) was yanked\(reason.isEmpty ? "" : ": \(shown(reason))")"
}
