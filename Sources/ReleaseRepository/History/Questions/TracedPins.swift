import Git
import ReleaseModel

/// Where pins come from, as far as a clone holds the history.
package struct TracedPins: Sendable, Equatable {
  package let origins: [PinOrigin]
  /// The pins that were set at, or before, the end of a shallow clone's history.
  package let untraced: [ComponentName]
  /// The pins of the untraced ones.
  package let pins: PinSet
  /// Where the clone's history ends; nil when every pin was traced.
  package let cut: CutHistory?
}

extension ReleaseHistory {
  /// For each of `components` (all when nil) the commit that set its pin in `revision`.
  ///
  /// The walk ends as soon as every one is found. Where a shallow clone ends, it is not known who set what
  /// is left, and nothing is claimed of it.
  package func trace(
    _ components: [ComponentName]? = nil, at revision: String = "HEAD"
  ) async throws(GitError) -> TracedPins {
    let log = try await releaseLog(from: revision) { entries in
      guard let newest = entries.first(where: { $0.pins != nil })?.pins else { return false }
      let wanted = components ?? newest.components
      return wanted.allSatisfy { name in entries.contains { $0.concerns(name) } }
    }
    let newest = log.entries.first { $0.pins != nil }?.pins ?? log.cut?.pins
    guard let newest else {
      return TracedPins(origins: [], untraced: [], pins: PinSet([]), cut: log.cut)
    }
    let origins = (components ?? newest.components).compactMap { name -> PinOrigin? in
      guard let pin = newest[name], let entry = log.entries.first(where: { $0.concerns(name) })
      else { return nil }
      return PinOrigin(
        component: name, pin: pin, entry: entry,
        before: entry.bumps.first { $0.component == name }?.from)
    }
    let known = origins.map(\.component)
    let untraced = (components ?? newest.components).filter {
      !known.contains($0) && newest[$0] != nil
    }
    return TracedPins(
      origins: origins, untraced: log.cut == nil ? [] : untraced, pins: newest,
      cut: untraced.isEmpty ? nil : log.cut)
  }
}
