import CommandLineTool
import Git
import ReleaseModel
import ReleaseRepository

/// A bisection over releases, then over the components that moved between two of them, then over the
/// one component's own revisions.
package struct ReleaseBisect: Sendable {
  /// Runs the command on one step.
  private let trial: @Sendable (BisectTrial.Step) async throws -> Bisection.Answer
  /// The candidates of a component after a pin, oldest first; nil when upstream cannot be asked.
  private let candidates: @Sendable (ComponentName, Pin) async -> [Candidate]?
  private let say: @Sendable (String) -> Void

  package init(
    trial: @escaping @Sendable (BisectTrial.Step) async throws -> Bisection.Answer,
    candidates: @escaping @Sendable (ComponentName, Pin) async -> [Candidate]?,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.trial = trial
    self.candidates = candidates
    self.say = say
  }

  /// Searches `releases`, whose first is good and whose last is bad.
  package func run(over releases: [ReleasedPins]) async throws -> BisectFinding {
    var doubts: [String] = []
    let first = try await search(releases.count, "release", &doubts) { index in
      BisectTrial.Step(
        commit: releases[index].commit, pins: nil, kind: "release",
        label: "\(releases[index].tag)")
    }
    var finding = BisectFinding(good: releases[first - 1], bad: releases[first])
    finding.doubts = doubts
    return finding
  }

  /// Searches the moves between the two releases of `finding`; `info` is the good one's file.
  package func narrow(_ finding: BisectFinding, info: VersionInfo) async throws -> BisectFinding {
    var finding = finding
    let path = PinPath(from: finding.good.pins, to: finding.bad.pins)
    guard path.count > 1 else { return finding }
    let whole = try step(finding, info, path.bumps, kind: "component", label: "all pins")
    guard try await trial(whole) == .bad else {
      finding.doubts.append(
        "the good release with the bad release's pins is good: something else changed between them")
      return finding
    }
    let between = finding
    let index = try await search(path.count, "component", &finding.doubts) { index in
      try step(
        between, info, path.moved(at: index), kind: "component",
        label: path.bump(before: index).map { "with \($0.component)" } ?? "")
    }
    guard let bump = path.bump(before: index) else { return finding }
    finding.bump = bump
    finding.narrowed = try await narrow(
      bump, after: path.moved(at: index - 1), of: &finding, info: info)
    return finding
  }

  private func narrow(
    _ bump: Bump, after moved: [Bump], of finding: inout BisectFinding, info: VersionInfo
  ) async throws -> Bump? {
    guard let known = await candidates(bump.component, bump.from),
      let end = known.firstIndex(where: { $0.pin.identity == bump.to.identity })
    else {
      finding.doubts.append(
        "the revisions of \(bump.component) between the two could not be listed")
      return nil
    }
    let pins = [bump.from] + known[...end].map(\.pin)
    let good = finding
    let index = try await search(pins.count, "revision", &finding.doubts) { index in
      let move = Bump(component: bump.component, from: bump.from, to: pins[index])
      return try step(
        good, info, moved + [move], kind: "revision",
        label: "\(bump.component) \(pins[index].label)")
    }
    return Bump(component: bump.component, from: pins[index - 1], to: pins[index])
  }

  private func step(
    _ finding: BisectFinding, _ info: VersionInfo, _ bumps: [Bump], kind: String, label: String
  ) throws -> BisectTrial.Step {
    BisectTrial.Step(
      commit: finding.good.commit, pins: try info.moving(bumps), kind: kind, label: label)
  }

  /// The index of the first bad one of `count`; when some could not be tried, the last that may be it.
  private func search(
    _ count: Int, _ kind: String, _ doubts: inout [String],
    _ step: (Int) throws -> BisectTrial.Step
  ) async throws -> Int {
    guard var bisection = Bisection(count: count) else { return count - 1 }
    while let index = bisection.next {
      let next = try step(index)
      say("\(kind) \(next.label): \(bisection.remaining) more to try at most")
      let answer = try await trial(next)
      say("\(kind) \(next.label): \(answer)")
      bisection.record(answer, at: index)
    }
    switch bisection.outcome {
    case .found(let index): return index
    case .oneOf(let indices):
      doubts.append(
        "\(indices.count - 1) of the \(kind)s before it could not be tried and may be the first")
      return indices[indices.count - 1]
    }
  }
}

/// What a bisection found.
package struct BisectFinding: Sendable {
  /// The last good release, and the first bad one.
  package let good: ReleasedPins
  package let bad: ReleasedPins
  /// The component whose move turns good to bad; nil when it is not the pins.
  package var bump: Bump?
  /// The narrowest move of that component that was shown, when its revisions could be walked.
  package var narrowed: Bump?
  /// What could not be tried, in words.
  package var doubts: [String] = []

  package init(good: ReleasedPins, bad: ReleasedPins) {
    self.good = good
    self.bad = bad
  }
}

extension ReleaseHistory {
  /// The releases from `good` to `bad`, in the order of main's history.
  package func releases(
    from good: String, to bad: String
  ) async throws(CommandFailure) -> [ReleasedPins] {
    let first: Revision?
    let log: ReleaseLog
    do throws(GitError) {
      first = try await self.log(from: good) { !$0.isEmpty }.first?.revision
      log = try await releaseLog(from: bad) { $0.last?.revision == first }
    } catch {
      throw CommandFailure(error)
    }
    let found = log.entries.reversed().flatMap { entry in
      entry.releases.compactMap { tag in
        entry.pins.map { ReleasedPins(tag: tag, commit: entry.revision, pins: $0) }
      }
    }
    guard found.count > 1, found.first?.commit == first else {
      throw CommandFailure(
        .badData,
        "bisecting from \(quoted(good)) to \(quoted(bad)): expected two releases on"
          + " main, the good one older"
          + (log.cut.map { "; \($0.text)" } ?? "\n  hint: roller log lists the releases"))
    }
    return found
  }
}
