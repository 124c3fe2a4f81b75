import ReleaseModel
import Rolling

/// Answers what the repository of a component has: its branch, its tags, and what others pin of it.
package struct GitUpstream: Upstream {
  private let mirrors: Mirrors
  private let wheels: any WheelUpstream

  /// `wheels` answers for components of an index that a source names.
  package init(_ mirrors: Mirrors, wheels: any WheelUpstream) {
    self.mirrors = mirrors
    self.wheels = wheels
  }

  package func survey(_ question: SurveyQuestion) async -> Survey {
    let name = question.component.name
    guard case .git(let pin) = question.pin else {
      return Survey(
        component: name,
        answer: .unknown(because: "it comes from a repository, but its pin is a wheel"),
        pinned: nil)
    }
    do throws(MirrorError) {
      return try await GitSurvey(
        question, pin: pin, mirror: try mirrors.mirror(of: question.component), mirrors: mirrors,
        wheels: wheels
      ).survey()
    } catch {
      return Survey(component: name, answer: answer(for: error), pinned: nil)
    }
  }

  private func answer(for error: MirrorError) -> Survey.Answer {
    switch error.kind {
    case .absent: .absent(because: error.summary)
    case .refused: .parked(because: error.summary)
    case .tryLater, .disk, .cancelled: .unknown(because: error.explanation)
    }
  }
}
