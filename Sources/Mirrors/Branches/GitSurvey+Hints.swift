import Errors
import Git
import ReleaseModel

extension GitSurvey {
  /// What the pin and the newest candidates record of other components.
  ///
  /// A hint orders the search; what cannot be read is simply no hint.
  func hints(_ candidates: [Candidate]) async throws(Failure) -> [RecordedHint] {
    guard !mirror.component.records.isEmpty else { return [] }
    let newest = candidates.suffix(Self.hints).compactMap { candidate -> Revision? in
      if case .git(let pin) = candidate.pin { pin.revision } else { nil }
    }
    let revisions = [pin.revision] + newest
    let readings = try await mirror.recordedPins(at: revisions, of: question.components)
    let landed = await landings(of: readings.values)
    return revisions.compactMap { revision in
      let pins = (readings[revision]?.pins ?? [:]).filter { isGit($0.key) }
      guard !pins.isEmpty else { return nil }
      return RecordedHint(
        revision: identity(revision),
        pins: pins.compactMapValues { Revision($0).map(identity) },
        landed: Dictionary(
          pins.compactMap { name, text in landed[text].map { (name, $0) } },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  /// When the recorded commits landed, as far as the mirrors that are surveyed anyway know it.
  private func landings(
    of readings: some Sequence<RecordReading>
  ) async -> [String: Timestamp] {
    var wanted: [ComponentName: Set<String>] = [:]
    for reading in readings {
      for (name, text) in reading.pins { wanted[name, default: []].insert(text) }
    }
    var landed: [String: Timestamp] = [:]
    for (name, texts) in wanted where question.rolls.contains(where: { $0.component == name }) {
      guard let component = question.components.first(where: { $0.name == name }),
        let other = try? mirrors.mirror(of: component), (try? await other.update()) != nil
      else { continue }
      let ids = texts.compactMap { ObjectID($0) }
      let times = try? await other.run { git throws(GitError) in
        var times: [String: Timestamp] = [:]
        for id in ids where try git.contains(id) {
          times[id.hexadecimal] = Timestamp(seconds: try git.commit(id).committer.seconds)
        }
        return times
      }
      landed.merge(times ?? [:]) { first, _ in first }
    }
    return landed
  }

  private func identity(_ revision: Revision) -> PinIdentity {
    Pin.git(GitPin(revision: revision)).identity
  }

  private func isGit(_ name: ComponentName) -> Bool {
    guard let component = question.components.first(where: { $0.name == name }) else {
      return false
    }
    if case .git = component.origin { return true }
    return false
  }
}
