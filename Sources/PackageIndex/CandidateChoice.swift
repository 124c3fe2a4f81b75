import ReleaseModel

/// What a release newer than the pin comes to.
enum CandidateChoice: Equatable {
  /// The file for each Python of each target.
  case files([ChosenFile])
  case skipped(SkippedRevision)
}

/// The file that one Python of a target uses.
struct ChosenFile: Equatable {
  let target: TargetName
  let python: PythonTag
  let file: IndexFile
}

extension IndexRelease {
  /// The files for all Pythons of `targets`, or why the release is not a candidate.
  func candidate(for targets: [Target], preReleases: Bool) -> CandidateChoice {
    if version.isPreRelease, !preReleases {
      return .skipped(SkippedRevision(label: version.description, why: preReleaseNotAsked()))
    }
    if let reason = yankedWhole {
      return .skipped(SkippedRevision(label: version.description, why: reason))
    }
    var chosen: [ChosenFile] = []
    var missing: [String] = []
    for target in targets {
      for python in target.pythons.map(\.tag) {
        switch choice(for: target, on: python) {
        case .file(let file):
          chosen.append(ChosenFile(target: target.name, python: python, file: file))
        case .none(let why): missing.append(noFile(target.place(of: python), why))
        }
      }
    }
    guard missing.isEmpty else {
      let why = missing.joined(separator: "; ")
      return .skipped(SkippedRevision(label: version.description, why: why))
    }
    return .files(chosen)
  }

  /// Why the whole release was withdrawn; PEP 592 marks files, and indexes mark all of a release.
  private var yankedWhole: String? {
    guard !files.isEmpty, files.allSatisfy({ $0.yanked != nil }) else { return nil }
    let reason = files.lazy.compactMap(\.yanked).first { !$0.isEmpty }
    return reason.map { "yanked: \(shown($0))" } ?? "yanked, without a reason"
  }
}

private func preReleaseNotAsked() -> String {
  "a pre-release, which the schedule does not ask for"
}

private func noFile(_ place: String, _ why: String) -> String { "no file for \(place): \(why)" }

extension Target {
  /// What a survey calls `python` here: by the target alone where it has no other.
  func place(of python: PythonTag) -> String {
    pythons.count == 1 ? "\(name)" : "\(name) on \(python)"
  }
}
