import ReleaseModel
import Rolling

/// An upstream that always gives the same answers.
package struct FixedUpstream: Upstream {
  private let answers: [ComponentName: Survey]

  package init(_ surveys: [Survey]) {
    answers = Dictionary(surveys.map { ($0.component, $0) }, uniquingKeysWith: { $1 })
  }

  /// Only what is newer than the pin is a candidate, as the port promises.
  package func survey(_ question: SurveyQuestion) -> Survey {
    let name = question.component.name
    guard let survey = answers[name] else {
      return Survey(component: name, answer: .absent(because: "no such upstream"), pinned: nil)
    }
    guard case .known(let all) = survey.answer,
      let place = all.firstIndex(where: { $0.pin.identity == question.pin.identity })
    else { return survey }
    return Survey(
      component: name, answer: .known(Array(all[(place + 1)...])), pinned: all[place].landed,
      skipped: survey.skipped)
  }
}
