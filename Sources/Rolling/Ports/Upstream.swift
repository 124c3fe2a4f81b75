import ReleaseModel
import VersionDiffs

/// The port to what upstreams have: repositories and Python indexes.
package protocol Upstream: Sendable {
  /// What upstream has that is newer than the pin; never throws, because "unknown" is an answer.
  func survey(_ question: SurveyQuestion) async -> Survey

  /// What `bump` brings, for people to read; never throws, and nothing is decided by it.
  func difference(of bump: Bump, in component: Component) async -> BumpDifference

  /// What the clock of an upstream shows now; nil when none tells the time. A range, because caches
  /// on the way keep answers for a while.
  func serverDate() async -> ClosedRange<Timestamp>?
}

extension Upstream {
  /// For upstreams without a clock that could be trusted.
  package func serverDate() async -> ClosedRange<Timestamp>? { nil }

  /// For upstreams that cannot look into what they have.
  package func difference(of bump: Bump, in component: Component) async -> BumpDifference {
    BumpDifference(bump, unknown: "this upstream does not list the revisions between two others")
  }

  /// What each of `bumps` brings, asked at the same time, in their order.
  package func differences(
    of bumps: [Bump], in components: [Component]
  ) async -> [BumpDifference] {
    await withTaskGroup(of: (Int, BumpDifference).self) { group in
      for (number, bump) in bumps.enumerated() {
        let component = components.first { $0.name == bump.component }
        group.addTask {
          guard let component else { return (number, BumpDifference(bump, unknown: undescribed())) }
          return (number, await difference(of: bump, in: component))
        }
      }
      var found: [Int: BumpDifference] = [:]
      for await (number, difference) in group { found[number] = difference }
      return bumps.indices.compactMap { found[$0] }
    }
  }
}

private func undescribed() -> String {
  "schedules/components.json does not say where it comes from"
}
