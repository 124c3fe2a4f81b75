import ReleaseModel
import RollPlanning
import VersionDiffs

extension Night {
  /// What each of `bumps` brings, in their order, for people to read: upstreams are asked side by
  /// side, and one that does not know holds nothing up.
  func differences(of bumps: [Bump], _ base: NightBase) async -> [BumpDifference] {
    await withTaskGroup(of: (Int, BumpDifference).self) { group in
      for (index, bump) in bumps.enumerated() {
        let component = base.configuration[component: bump.component]
        group.addTask {
          guard let component else {
            return (index, BumpDifference(bump, unknown: "it is no longer a component"))
          }
          return (index, await upstream.difference(of: bump, in: component))
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
