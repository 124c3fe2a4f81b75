import ReleaseModel
import Rolling
import VersionDiffs

/// An upstream that always gives the same answers.
package struct FixedUpstream: Upstream {
  private let answers: [ComponentName: Survey]
  private let subject: String?

  /// With a `subject`, every bump brings one commit of that first line.
  package init(_ surveys: [Survey], subject: String? = nil) {
    self.subject = subject
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

  package func difference(of bump: Bump, in component: Component) -> BumpDifference {
    guard let subject else { return BumpDifference(bump, unknown: "nobody was asked") }
    let commit = CommitsBetween.Subject(
      revision: String(repeating: "b", count: 40), date: CalendarDate(days: 20_000), text: subject)
    return BumpDifference(
      component: bump.component, from: BumpDifference.End(bump.from),
      to: BumpDifference.End(bump.to),
      content: .commits(
        CommitsBetween(
          direction: .forward, commits: 1, leftOut: 0, authors: [],
          subjects: CommitsBetween.Subjects(total: 1, newest: [commit], oldest: []),
          folders: .known([]), recorded: .known([]), page: nil)))
  }
}
