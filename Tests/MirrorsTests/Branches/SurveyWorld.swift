import Mirrors
import ReleaseModel
import Rolling
import Testing

extension UpstreamWorld {
  func survey(
    _ component: Component, _ source: Source, pin: GitPin, others: [Component] = [],
    pins: [(ComponentName, Pin)] = [], rolls: [ScheduledRoll] = [],
    wheels: any WheelUpstream = NoIndex()
  ) async -> Survey {
    let all = [component] + others
    let own = ScheduledRoll(component: component.name, source: source, why: "a test")
    let isOwn = rolls.contains { $0.component == component.name }
    return await FamilyUpstream(mirrors(), wheels: wheels).survey(
      SurveyQuestion(
        component: component, source: source, pin: .git(pin), targets: [Sample.x86],
        pins: PinSet([(component.name, .git(pin))] + pins), components: all,
        rolls: isOwn ? rolls : [own] + rolls))
  }

  func tag(_ name: String, _ tag: String, at revision: Revision) async throws {
    try await git("-C", "served/\(name)", "tag", "--force", tag, "\(revision)")
  }
}

extension Survey {
  /// The candidates' revisions; empty when the answer is another one.
  var revisions: [Revision] {
    guard case .known(let candidates) = answer else { return [] }
    return candidates.compactMap { candidate in
      if case .git(let pin) = candidate.pin { pin.revision } else { nil }
    }
  }

  var parkedBecause: String? {
    if case .parked(let why) = answer { why } else { nil }
  }
}
