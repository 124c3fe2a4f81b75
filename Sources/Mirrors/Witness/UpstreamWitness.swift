import ChangeChecks
import Errors
import Git
import ReleaseModel

/// What the mirrors of this machine say of pins; upstreams are asked only where a command asks for it.
package struct UpstreamWitness: Sendable {
  /// The mirrors as they are, or why it is not known where they are.
  private let mirrors: Result<Mirrors, Failure>

  package init(_ mirrors: Result<Mirrors, Failure>) {
    self.mirrors = mirrors
  }

  package func answers(to questions: [UpstreamQuestion]) -> [ComponentName: UpstreamAnswer] {
    var answers: [ComponentName: UpstreamAnswer] = [:]
    for question in questions { answers[question.component.name] = answer(to: question) }
    return answers
  }

  private func answer(to question: UpstreamQuestion) -> UpstreamAnswer {
    switch question {
    case .commit(let question): answer(to: question)
    case .wheels: Self.noIndex
    }
  }

  private func answer(to question: CommitQuestion) -> UpstreamAnswer {
    do throws(Failure) {
      let mirrors: Mirrors
      switch self.mirrors {
      case .success(let known): mirrors = known
      case .failure(let fault): return unreadable(fault)
      }
      guard let mirror = try mirrors.offline(question.component) else { return Self.noMirror }
      return answer(to: question, by: mirror)
    } catch {
      return .unanswered(because: error.summary, hint: error.hint)
    }
  }

  private func answer(
    to question: CommitQuestion, by mirror: OfflineMirror
  ) -> UpstreamAnswer {
    do throws(GitError) {
      let git = try mirror.open()
      guard let head = try git.reference(mirror.head)?.peeled else {
        // A mirror of ours that was never filled, because upstream did not answer.
        return mirror.isFolder ? noBranch(mirror) : Self.noMirror
      }
      // Where even this one cannot be read, "not here" says nothing of any other.
      _ = try git.commit(head)
      let history = PinnedHistory(head: head, branch: mirror.branch)
      return UpstreamAnswer(
        membership: try history.membership(of: question.to, git),
        movement: try history.movement(of: question, git, oldMustBeThere: false),
        label: try label(question.label, mirror, git),
        day: try history.day(of: question.to, git))
    } catch {
      return damaged(mirror, error)
    }
  }

  private func label(
    _ name: String?, _ mirror: OfflineMirror, _ git: borrowing OpenRepository
  ) throws(GitError) -> UpstreamAnswer.Label {
    let commits = try name.map { (name) throws(GitError) in try mirror.commits(ofTag: name, git) }
    guard let commits, !commits.isEmpty else { return .unknown }
    return .tag(of: commits)
  }
}

// What is said.
extension UpstreamWitness {
  private static let noMirror = UpstreamAnswer.unknown(because: "no mirror of it on this machine")

  private static let noIndex = UpstreamAnswer.unknown(because: "the package index was not asked")

  private func unreadable(_ fault: Failure) -> UpstreamAnswer {
    let lines = fault.description.split(separator: "\n  hint: ", maxSplits: 1).map(String.init)
    return .unanswered(
      because: "$ROLLER_MIRRORS: \(lines.first ?? "")", hint: lines.dropFirst().first)
  }

  private func noBranch(_ mirror: OfflineMirror) -> UpstreamAnswer {
    .unanswered(
      because: "the mirror \(mirror.repository.path) has no branch \(mirror.branch)",
      hint: "update it (git fetch), or correct $ROLLER_MIRRORS")
  }

  private func damaged(_ mirror: OfflineMirror, _ error: GitError) -> UpstreamAnswer {
    .unanswered(
      because: "the mirror \(mirror.repository.path) cannot be read: \(error.operation): "
        + error.message,
      hint: mirror.isFolder
        ? error.hint ?? "update it, or correct $ROLLER_MIRRORS"
        : "delete \(mirror.repository.path); it is a cache and will be recreated")
  }
}
