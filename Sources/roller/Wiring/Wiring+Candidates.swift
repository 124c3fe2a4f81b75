import CommandLineTool
import Desk
import Foundation
import Mirrors
import Processes
import ReleaseModel
import Rolling

extension Wiring {
  /// A trial of `command` in a work tree of `clone`, which lies in `folder` from then on.
  func trial(of command: [String], in clone: URL, folder: URL) async throws -> BisectTrial {
    try await BisectTrial(of: command, in: clone, folder: folder, surroundings, SubprocessRunner())
  }

  /// What upstream has of `component` after `pin`, oldest first; nil when it cannot be asked.
  func candidates(of component: ComponentName, after pin: Pin) async -> [Candidate]? {
    guard
      let configuration = try? ReleaseFolder(around: surroundings.folder).configuration(),
      let described = configuration[component: component]
    else { return nil }
    let source: Source =
      if case .git = described.origin { .head } else { .index(preReleases: true) }
    let question = SurveyQuestion(
      component: described, source: source, pin: pin,
      targets: configuration.targets.filter(\.isEnabled), demand: configuration.demand,
      pins: configuration.versionInfo.pins,
      components: configuration.components)
    let survey = try? await withMirrors { await family($0).survey(question) }
    if case .known(let candidates)? = survey?.answer { return candidates }
    return nil
  }
}
