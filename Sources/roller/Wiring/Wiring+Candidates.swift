import ReleaseModel
import Rolling
import Upstreams

extension Wiring {
  /// What upstream has of `component` after `pin`, oldest first; nil when it cannot be asked.
  func candidates(of component: ComponentName, after pin: Pin) async -> [Candidate]? {
    guard
      let configuration = try? ReleaseFolder(around: surroundings.folder).configuration(),
      let described = configuration[component: component], let index = try? await index()
    else { return nil }
    let source: Source =
      if case .git = described.origin { .head } else { .index(preReleases: true) }
    return try? await withMirrors { mirrors in
      let survey = await family(mirrors, index).survey(
        SurveyQuestion(
          component: described, source: source, pin: pin,
          targets: configuration.targets.filter(\.isEnabled)))
      if case .known(let candidates) = survey.answer { return candidates }
      return nil
    }
  }
}
