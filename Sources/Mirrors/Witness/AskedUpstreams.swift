import ChangeChecks
import Errors
import Git
import ReleaseModel
import Rolling

/// What upstreams said of pins when they were asked just now; the required check uses it.
///
/// Whatever could not be asked is ``UpstreamAnswer/Membership/unanswered(because:hint:)``, never unknown.
package struct AskedUpstreams: Sendable {
  private var answers: [UpstreamQuestion: UpstreamAnswer] = [:]

  /// Asks each upstream once, all at the same time; the mirrors are brought up to date on the way.
  package init(
    _ questions: [UpstreamQuestion], mirrors: Mirrors, wheels: some WheelProof
  ) async {
    await withTaskGroup(of: (UpstreamQuestion, UpstreamAnswer).self) { group in
      for question in Set(questions) {
        group.addTask {
          switch question {
          case .commit(let asked): (question, await Self.answer(to: asked, mirrors))
          case .wheels(let component, let pin):
            (question, UpstreamAnswer(await wheels.standing(of: pin, of: component)))
          }
        }
      }
      for await (question, answer) in group { answers[question] = answer }
    }
  }

  package func answers(to questions: [UpstreamQuestion]) -> [ComponentName: UpstreamAnswer] {
    var found: [ComponentName: UpstreamAnswer] = [:]
    for question in questions {
      found[question.component.name] =
        answers[question] ?? .unanswered(because: "it was not asked", hint: nil)
    }
    return found
  }

  private static func answer(
    to question: CommitQuestion, _ mirrors: Mirrors
  ) async -> UpstreamAnswer {
    do throws(Failure) {
      let mirror = try mirrors.mirror(of: question.component)
      let place = try await mirror.place(of: question.to)
      let label = try await label(question.label, mirror)
      let (movement, day) = try await history(question, mirror)
      return UpstreamAnswer(
        membership: membership(place, mirror.branch), movement: movement, label: label, day: day)
    } catch {
      return .unanswered(because: error.summary, hint: error.hint)
    }
  }

  private static func membership(
    _ place: RevisionPlace, _ branch: String
  ) -> UpstreamAnswer.Membership {
    switch place {
    case .onBranch: .onBranch
    case .offBranch: .notOnBranch(branch)
    case .tag(let commit, _): .tag(of: commit)
    case .object(let kind): .object(kind)
    case .absent: .absent
    }
  }

  private static func label(
    _ name: String?, _ mirror: Mirror
  ) async throws(Failure) -> UpstreamAnswer.Label {
    guard let name else { return .unknown }
    let commits = try await mirror.commits(ofTag: name)
    return commits.isEmpty ? .noSuchTag : .tag(of: commits)
  }

  private static func history(
    _ question: CommitQuestion, _ mirror: Mirror
  ) async throws(Failure) -> (Descent, CalendarDate?) {
    try await mirror.history { head, git throws(GitError) in
      let history = PinnedHistory(head: head, branch: mirror.branch)
      return (
        try history.movement(of: question, git, oldMustBeThere: true),
        try history.day(of: question.to, git)
      )
    }
  }
}

extension UpstreamAnswer {
  /// What the index said; versions are compared without it.
  init(_ standing: WheelStanding) {
    let movement = Descent.unknown(because: "versions are compared by their numbers")
    switch standing {
    case .listed: self.init(membership: .onIndex, movement: movement)
    case .otherFiles(let targets):
      self.init(membership: .otherFiles(targets), movement: movement)
    case .absent: self.init(membership: .absent, movement: movement)
    case .unknown(let why, let hint): self = .unanswered(because: why, hint: hint)
    }
  }
}
