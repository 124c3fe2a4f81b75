import ReleaseModel

/// A change of `version_info.json` alone, such as a roll makes.
package struct PinsChange: Sendable {
  private let before: VersionInfo?
  private let after: VersionInfo

  /// The change from `before`, nil when there was no good file, to `after`.
  package init(from before: VersionInfo?, to after: VersionInfo) {
    self.before = before
    self.after = after
  }

  /// Everything that the change has against it; `schedules` is nil when they could not be read.
  package func findings(
    message: ChangeMessage?, answers: [ComponentName: UpstreamAnswer],
    facts: RepositoryFacts = RepositoryFacts(), schedules: [ScheduleName]?
  ) -> CheckFindings {
    let bumps = before?.pins.bumps(to: after.pins) ?? []
    var findings = CheckFindings()
    if let mistake = CanonicalForm(bytes: after.bytes).mistake { findings.mistakes.append(mistake) }
    findings.mistakes +=
      VersionRules(before: before, after: after, released: facts.released).mistakes
    findings.mistakes += DenialRules(before: before, after: after).mistakes
    findings.add(
      PinRules(
        info: after, bumps: bumps, answers: answers, renamed: renamed, message: message
      ).findings)
    findings.add(NameRules(before: before, after: after, answers: answers).findings)
    guard let message else { return findings }
    findings.mistakes +=
      MessageRules(
        message: message, bumps: bumps, pins: after.pins, schedules: schedules,
        changedPaths: facts.changedPaths, holds: before?.holds ?? [:]
      ).mistakes
    return findings
  }

  private var renamed: Set<ComponentName> {
    Set(after.pins.components.filter { before?.pins[$0]?.identity == after.pins[$0]?.identity })
  }

  /// What a roll's commit has against it that main had not, so that a roll neither lands a mistake nor
  /// is stopped by somebody else's. The surveys have shown that its commits are upstream's and newer.
  package func mistakes(ofRoll message: BumpMessage, schedules: [ScheduleName]) -> [Mistake] {
    let proved = UpstreamAnswer(membership: .onBranch, movement: .forward)
    let names = after.pins.components
    let known = CanonicalForm(bytes: before?.bytes ?? []).mistake == nil
    let found = findings(
      message: ChangeMessage(message.description),
      answers: Dictionary(names.map { ($0, proved) }, uniquingKeysWith: { $1 }),
      facts: RepositoryFacts(changedPaths: [VersionInfo.path]), schedules: schedules
    ).mistakes
    guard !known, let layout = CanonicalForm(bytes: after.bytes).mistake else { return found }
    return found.filter { $0 != layout }
  }
}
