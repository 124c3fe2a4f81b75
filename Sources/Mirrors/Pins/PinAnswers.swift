import Errors
import Pinning
import ReleaseModel
import Rolling

/// Answers the questions of `roller pin` by mirrors and the index.
package struct PinAnswers: Sendable {
  private let mirrors: Mirrors
  private let wheels: any WheelUpstream
  private let components: [Component]
  private let targets: [Target]
  private let demand: PythonDemand

  /// `targets` are those of `configuration` that a version must have files for.
  package init(
    _ mirrors: Mirrors, wheels: any WheelUpstream, _ configuration: ReleaseConfiguration,
    targets: [Target]
  ) {
    self.mirrors = mirrors
    self.wheels = wheels
    components = configuration.components
    self.targets = targets
    demand = configuration.demand
  }

  /// What upstream says; never throws, because "unknown" is an answer.
  package func answer(_ question: PinQuestion) async -> PinAnswer {
    do throws(Failure) {
      switch question {
      case .commits(let name, let aim, let from):
        return try await AimedCommits(mirror(of: name), pinned: from).answer(aim)
      case .versions(let name): return await versions(of: try component(name))
      case .records(let name, .git(let pin)):
        return records(
          try await mirror(of: name).recordedPins(at: pin.revision, of: components))
      case .records(let name, .wheel(let pin)):
        return await records(of: try component(name), at: pin)
      }
    } catch {
      return PinAnswer(error)
    }
  }

  private func component(_ name: ComponentName) throws(Failure) -> Component {
    if let component = components.first(where: { $0.name == name }) { return component }
    throw Failure(
      .refused, doing: "look for \(name)", found: "it is not a component",
      hint: "describe it in \(ReleaseConfiguration.componentsPath)")
  }

  private func mirror(of name: ComponentName) throws(Failure) -> Mirror {
    try mirrors.mirror(of: try component(name))
  }

  private func versions(of component: Component) async -> PinAnswer {
    // Everything is newer than the oldest of all versions, so every version is a candidate.
    let oldest = WheelPin(version: PythonVersion("0.dev0").unsafelyUnwrapped, files: [:])
    let survey = await wheels.survey(
      SurveyQuestion(
        component: component, source: .index(preReleases: true), pin: .wheel(oldest),
        targets: targets, demand: demand))
    switch survey.answer {
    case .known(let candidates): return .versions(candidates, skipped: survey.skipped)
    case .absent(let why): return .absent(because: why)
    case .parked(let why): return .refused(because: why)
    case .unknown(let why): return .unknown(because: why)
    }
  }

  private func records(_ reading: RecordReading) -> PinAnswer {
    guard reading.pins.isEmpty, !reading.problems.isEmpty else { return .records(reading.pins) }
    return .absent(because: reading.problems.joined(separator: "; "))
  }

  /// What a wheel says that it was built from.
  private func records(of component: Component, at pin: WheelPin) async -> PinAnswer {
    let names = component.records.filter { $0.format == .wheelRevisions }.flatMap(\.names)
    switch await wheels.revisions(in: pin, of: component, for: targets) {
    case .failure(let unread): return .unknown(because: unread.because)
    case .success(let revisions):
      let pins = names.compactMap { theirs, ours in
        revisions[theirs].map { (ours, $0.description) }
      }
      return .records(Dictionary(pins, uniquingKeysWith: { first, _ in first }))
    }
  }
}

extension PinAnswer {
  init(_ error: Failure) {
    switch error.kind {
    case .notFound: self = .absent(because: error.summary)
    case .refused: self = .refused(because: error.summary)
    case .badData, .damaged, .rejected, .malformed, .moved, .system, .unavailable, .cancelled:
      self = .unknown(because: error.explanation)
    }
  }
}
