import ReleaseModel
import Rolling

/// Answers for every component: those of repositories by their mirrors, those of the index by its
/// pages.
package struct FamilyUpstream: Upstream {
  private let git: GitUpstream
  private let wheels: any WheelUpstream

  package init(_ mirrors: Mirrors, wheels: any WheelUpstream) {
    git = GitUpstream(mirrors, wheels: wheels)
    self.wheels = wheels
  }

  package func survey(_ question: SurveyQuestion) async -> Survey {
    switch question.component.origin {
    case .git: await git.survey(question)
    case .index: await wheels.survey(question)
    }
  }
}
