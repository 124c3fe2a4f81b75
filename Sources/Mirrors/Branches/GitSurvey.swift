import Errors
import Git
import ReleaseModel
import Rolling

/// One question about one repository, and everything that answering it needs.
struct GitSurvey: Sendable {
  let question: SurveyQuestion
  let pin: GitPin
  let mirror: Mirror
  let mirrors: Mirrors
  let wheels: any WheelUpstream

  /// Of the commits after a pin, how many of the newest are looked at: a year of a busy repository.
  static let commits = 20_000
  /// How many candidates' own records are read for hints, of the newest.
  static let hints = 300

  init(
    _ question: SurveyQuestion, pin: GitPin, mirror: Mirror, mirrors: Mirrors,
    wheels: any WheelUpstream
  ) {
    self.question = question
    self.pin = pin
    self.mirror = mirror
    self.mirrors = mirrors
    self.wheels = wheels
  }

  /// What upstream has that is newer than the pin; every candidate is proved to lie on the tracking
  /// branch, after the pin.
  func survey() async throws(Failure) -> Survey {
    let update = try await mirror.update()
    let watch = BranchWatch(mirror: mirror, pin: pin)
    if let why = try await watch.objection(update) { return answer(.parked(because: why)) }
    let line = try await mirror.line(after: pin.revision, limit: Self.commits)
    let choice = try await choice(along: line, watch)
    switch choice {
    case .parked(let why): return answer(.parked(because: why), pinned: line.pinned)
    case .unknown(let why): return answer(.unknown(because: why), pinned: line.pinned)
    case .candidates(let candidates, let skipped):
      return Survey(
        component: mirror.component.name, answer: .known(candidates), pinned: line.pinned,
        skipped: skipped, hints: try await hints(candidates))
    }
  }

  /// What a source found.
  enum Choice: Sendable {
    case candidates([Candidate], skipped: [SkippedRevision] = [])
    case parked(because: String)
    case unknown(because: String)
  }

  private func choice(
    along line: BranchLine, _ watch: BranchWatch
  ) async throws(Failure) -> Choice {
    switch question.source {
    case .head: return try await headChoice(along: line, watch)
    case .tags(let pattern): return try await tagChoice(pattern, along: line, watch)
    case .pinnedBy(let other), .recordedIn(let other):
      return try await recordChoice(in: other, along: line)
    case .index: return .unknown(because: "it comes from a repository; \"index\" is for projects")
    }
  }

  private func answer(_ answer: Survey.Answer, pinned: Timestamp? = nil) -> Survey {
    Survey(component: mirror.component.name, answer: answer, pinned: pinned)
  }
}
