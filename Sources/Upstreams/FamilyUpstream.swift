import ReleaseModel
import Rolling
import VersionDiffs

/// Answers for every component: those of repositories by their mirrors, those of the index by its
/// pages.
package struct FamilyUpstream: Upstream {
  private let git: GitUpstream
  private let wheels: any WheelUpstream
  private let differences: UpstreamDifferences?

  /// Bumps are described by `differences`.
  package init(
    _ mirrors: Mirrors, wheels: any WheelUpstream, differences: UpstreamDifferences? = nil
  ) {
    git = GitUpstream(mirrors, wheels: wheels)
    self.wheels = wheels
    self.differences = differences
  }

  package func difference(of bump: Bump, in component: Component) async -> BumpDifference {
    guard let differences else {
      return BumpDifference(bump, unknown: "it was not described")
    }
    return await differences.difference(of: bump, in: component)
  }

  package func serverDate() async -> ClosedRange<Timestamp>? { await wheels.serverDate() }

  package func survey(_ question: SurveyQuestion) async -> Survey {
    switch question.component.origin {
    case .git: await git.survey(question)
    case .index: await wheels.survey(question)
    }
  }
}
