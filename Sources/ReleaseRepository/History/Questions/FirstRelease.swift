import Git
import ReleaseModel

/// The first release that contains a change of a component.
package struct FirstRelease: Sendable, Equatable {
  package let tag: ReleaseTag
  package let commit: Revision
  /// The component's pin in it.
  package let pin: Pin
}

/// What each release pinned, oldest first.
package struct ReleasedPins: Sendable {
  package let tag: ReleaseTag
  package let commit: Revision
  package let pins: PinSet

  package init(tag: ReleaseTag, commit: Revision, pins: PinSet) {
    self.tag = tag
    self.commit = commit
    self.pins = pins
  }
}

extension ReleaseHistory {
  /// The pins of every release, oldest version first; releases whose file does not read are left out.
  package func releasedPins() async throws(GitError) -> [ReleasedPins] {
    var found: [ReleasedPins] = []
    for (tag, commit) in try await releases() {
      do throws(HistoryError) {
        let info = try await versionInfo(at: commit.description).info
        found.append(ReleasedPins(tag: tag, commit: commit, pins: info.pins))
      } catch {
        if case .git(let error) = error { throw error }
      }
    }
    return found
  }

  /// The first release whose `component` contains `revision`, by the component's own history in
  /// `upstream`; nil when no release does.
  package func firstRelease(
    of component: ComponentName, containing revision: Revision, in upstream: Repository
  ) async throws(GitError) -> FirstRelease? {
    let released = try await releasedPins().compactMap { release -> (ReleasedPins, ObjectID)? in
      guard case .git(let pin)? = release.pins[component] else { return nil }
      return ObjectID(pin.revision.description).map { (release, $0) }
    }
    guard let wanted = ObjectID(revision.description) else { return nil }
    let tips = released.map(\.1)
    let index = try await upstream.run { git throws(GitError) in
      try git.firstReaching(wanted, from: tips)
    }
    return index.flatMap { FirstRelease(released[$0].0, component) }
  }

  /// The first release whose `component` is at `version` or a later one; nil when none does.
  package func firstRelease(
    of component: ComponentName, at version: PythonVersion
  ) async throws(GitError) -> FirstRelease? {
    try await releasedPins().first { release in
      if case .wheel(let pin)? = release.pins[component] { pin.version >= version } else { false }
    }.flatMap { FirstRelease($0, component) }
  }
}

extension FirstRelease {
  fileprivate init?(_ release: ReleasedPins, _ component: ComponentName) {
    guard let pin = release.pins[component] else { return nil }
    self.init(tag: release.tag, commit: release.commit, pin: pin)
  }
}
