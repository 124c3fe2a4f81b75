import ReleaseModel
import VersionDiffs

extension FetchedWheels {
  /// What `bump` brings; never throws, because "unknown" is an answer.
  package func difference(of bump: Bump, in component: Component) async -> BumpDifference {
    guard case .wheel(let old) = bump.from, case .wheel(let new) = bump.to else {
      return BumpDifference(bump, unknown: "a commit became a version, or the reverse")
    }
    let page = await page(of: component)
    let releases = page.known?.releases
    let before = WheelFacts(old, releases?[old.version], cache: cache)
    let after = WheelFacts(new, releases?[new.version], cache: cache)
    return BumpDifference(
      component: bump.component, from: before.end, to: after.end,
      content: .versions(
        VersionsBetween(
          isDowngrade: new.version < old.version,
          passedOver: page.map { $0.releases.passedOver(between: old.version, and: new.version) },
          files: Set(old.files.keys).union(new.files.keys).sorted().map { target in
            VersionsBetween.FileMove(
              target: target, from: before.size(for: target), to: after.size(for: target))
          },
          metadata: await metadata(before, after, page.known?.index))))
  }

  private func page(of component: Component) async -> Answer<ProjectPage> {
    guard mayAsk else { return .unknown(because: "the index was not asked") }
    guard case .index(let text) = component.origin, let project = ProjectName(normalizing: text)
    else { return .unknown(because: "it does not come from an index") }
    let index: PackageIndex
    switch await self.index() {
    case .known(let found): index = found
    case .unknown(let because): return .unknown(because: because)
    }
    switch await index.reading(of: project) {
    case .found(let page):
      return .known(ProjectPage(index: index, releases: IndexReleases(page, of: project)))
    case .absent(let because), .unknown(let because): return .unknown(because: because)
    }
  }

  private func metadata(
    _ before: WheelFacts, _ after: WheelFacts, _ index: PackageIndex?
  ) async -> Answer<VersionsBetween.MetadataMove> {
    let old = await before.needs(index, python)
    guard case .known(let old) = old else { return old.map { _ in .none } }
    let new = await after.needs(index, python)
    return new.map { new in
      VersionsBetween.MetadataMove(
        added: new.requirements.filter { !old.requirements.contains($0) },
        removed: old.requirements.filter { !new.requirements.contains($0) },
        python: old.python == new.python ? nil : .init(from: old.python, to: new.python),
        revisions: revisions(old.revisions, new.revisions))
    }
  }

  /// Only what both wheels say: one of them may have told less because it is not on this machine.
  private func revisions(
    _ old: [String: Revision], _ new: [String: Revision]
  ) -> [CommitsBetween.RecordedMove] {
    old.keys.sorted().compactMap { name in
      guard let from = old[name], let to = new[name], from != to else { return nil }
      return CommitsBetween.RecordedMove(
        name: name, place: "version.py", from: "\(from)", to: "\(to)")
    }
  }
}

extension VersionsBetween.MetadataMove {
  fileprivate static let none = Self(added: [], removed: [], python: nil, revisions: [])
}

/// What an index has of one project.
private struct ProjectPage: Sendable {
  let index: PackageIndex
  let releases: IndexReleases
}

extension IndexReleases {
  /// The versions that a move from `old` to `new` passes over, in the order of the move.
  ///
  /// Withdrawn ones are none, nor are pre-releases when the move is between final releases.
  fileprivate func passedOver(
    between old: PythonVersion, and new: PythonVersion
  ) -> [String] {
    let (low, high) = (min(old, new), max(old, new))
    let isFinal = !old.isPreRelease && !new.isPreRelease
    let between = releases.filter { release in
      release.version > low && release.version < high
        && !(isFinal && release.version.isPreRelease)
        && !release.files.allSatisfy { $0.yanked != nil }
    }
    let labels = between.map { "\($0.version)" }
    return new < old ? labels.reversed() : labels
  }
}
