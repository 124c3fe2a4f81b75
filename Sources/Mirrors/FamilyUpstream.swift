import Errors
import ReleaseModel
import Rolling
import VersionDiffs

/// Answers for every component: those of repositories by their mirrors, those of an index by
/// `wheels`, which also say what others pin of a repository.
package struct FamilyUpstream: Upstream {
  private let mirrors: Mirrors
  private let wheels: any WheelUpstream
  private let depth: DifferenceDepth

  package init(
    _ mirrors: Mirrors, wheels: any WheelUpstream, depth: DifferenceDepth = DifferenceDepth()
  ) {
    self.mirrors = mirrors
    self.wheels = wheels
    self.depth = depth
  }

  package func serverDate() async -> ClosedRange<Timestamp>? { await wheels.serverDate() }

  package func difference(of bump: Bump, in component: Component) async -> BumpDifference {
    guard case .git(let from) = bump.from, case .git(let to) = bump.to else {
      return await wheels.difference(of: bump, in: component)
    }
    do throws(Failure) {
      return await (try mirrors.mirror(of: component)).difference(
        of: bump, from: from, to: to, depth: depth)
    } catch {
      return BumpDifference(bump, unknown: error.summary)
    }
  }

  package func survey(_ question: SurveyQuestion) async -> Survey {
    guard case .git = question.component.origin else { return await wheels.survey(question) }
    let name = question.component.name
    guard case .git(let pin) = question.pin else {
      return Survey(
        component: name,
        answer: .unknown(because: "it comes from a repository, but its pin is a wheel"),
        pinned: nil)
    }
    do throws(Failure) {
      return try await GitSurvey(
        question, pin: pin, mirror: try mirrors.mirror(of: question.component), mirrors: mirrors,
        wheels: wheels
      ).survey()
    } catch {
      return Survey(component: name, answer: answer(for: error), pinned: nil)
    }
  }

  private func answer(for error: Failure) -> Survey.Answer {
    switch error.kind {
    case .notFound: .absent(because: error.summary)
    case .refused: .parked(because: error.summary)
    case .badData, .damaged, .rejected, .malformed, .moved, .system, .unavailable, .cancelled:
      .unknown(because: error.explanation)
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
