import ReleaseModel

/// What a release newer than the pin comes to.
enum CandidateChoice: Equatable {
  /// The file for each target.
  case files([TargetName: IndexFile])
  case skipped(SkippedRevision)
}

extension IndexRelease {
  /// The files for all of `targets`, or why the release is not a candidate.
  func candidate(for targets: [Target], preReleases: Bool) -> CandidateChoice {
    if version.isPreRelease, !preReleases {
      return .skipped(SkippedRevision(label: version.description, why: preReleaseNotAsked()))
    }
    if let reason = yankedWhole {
      return .skipped(SkippedRevision(label: version.description, why: reason))
    }
    var chosen: [TargetName: IndexFile] = [:]
    var missing: [String] = []
    for target in targets {
      switch choice(for: target) {
      case .file(let file): chosen[target.name] = file
      case .none(let why): missing.append(noFile(target, why))
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

private func noFile(_ target: Target, _ why: String) -> String {
  "no file for \(target.name): \(why)"
}
