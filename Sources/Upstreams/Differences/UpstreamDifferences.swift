import Foundation
import ReleaseModel
import VersionDiffs

/// Describes bumps out of the mirrors of git components and the index of the others.
package struct UpstreamDifferences: Sendable {
  private let mirrors: Mirrors
  private let wheels: WheelDifferences
  private let depth: DifferenceDepth

  package init(_ mirrors: Mirrors, wheels: WheelDifferences, depth: DifferenceDepth) {
    self.mirrors = mirrors
    self.wheels = wheels
    self.depth = depth
  }

  /// What `bump` brings; never throws, because "unknown" is an answer.
  package func difference(of bump: Bump, in component: Component?) async -> BumpDifference {
    guard let component else {
      return BumpDifference(
        bump, unknown: "schedules/components.json does not say where it comes from")
    }
    switch (bump.from, bump.to) {
    case (.git(let from), .git(let to)):
      do throws(MirrorError) {
        return await (try mirrors.mirror(of: component)).difference(
          of: bump, from: from, to: to, depth: depth)
      } catch {
        return BumpDifference(bump, unknown: error.summary)
      }
    case (.wheel(let from), .wheel(let to)):
      return await wheels.difference(of: bump, from: from, to: to, component, depth)
    case (.git, .wheel), (.wheel, .git):
      return BumpDifference(bump, unknown: "a commit became a version, or the reverse")
    }
  }

  /// What each of `bumps` brings, asked at the same time, in their order.
  package func differences(
    of bumps: [Bump], in components: [Component]
  ) async -> [BumpDifference] {
    await withTaskGroup(of: (Int, BumpDifference).self) { group in
      for (number, bump) in bumps.enumerated() {
        let component = components.first { $0.name == bump.component }
        group.addTask { (number, await difference(of: bump, in: component)) }
      }
      var found: [Int: BumpDifference] = [:]
      for await (number, difference) in group { found[number] = difference }
      return bumps.indices.compactMap { found[$0] }
    }
  }
}

/// How much is looked at when a bump is described.
package struct DifferenceDepth: Sendable, Hashable {
  /// How many subjects of the first-parent line are read; the middle is left out.
  package var subjects: Int
  /// Whether changed lines are counted although the files' contents must be fetched for that.
  package var countsLines: Bool
  /// Whether upstreams may be asked; otherwise only what is on this machine is told.
  package var mayAsk: Bool

  package init(subjects: Int = 60, countsLines: Bool = false, mayAsk: Bool = true) {
    self.subjects = subjects
    self.countsLines = countsLines
    self.mayAsk = mayAsk
  }
}
