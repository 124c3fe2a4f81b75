import ReleaseModel

/// A change of the release's files, from a parent to what shall be committed.
///
/// The one checker behind hooks, the required check and the bot: what differs between them is where
/// the two trees come from.
package struct CheckedChange: Sendable {
  /// What upstream can be asked about the pins that moved, are new or are called otherwise.
  package let questions: [UpstreamQuestion]
  /// What moves.
  package let bumps: [Bump]
  private let before: VersionInfo?
  private let info: VersionInfo?
  private let configuration: ReleaseConfiguration?
  private let fileFindings: CheckFindings

  /// The change from `before`, nil for a first commit, to `after`.
  package init(from before: CheckedTree?, to after: CheckedTree) {
    let (old, new) = (before?.versionInfo, after.versionInfo)
    (configuration, fileFindings) = Self.read(after)
    bumps = old.flatMap { old in new.map { old.pins.bumps(to: $0.pins) } } ?? []
    questions = Self.questions(old, new, configuration)
    self.before = old
    info = new
  }

  /// Everything that the change has against it.
  ///
  /// - Parameters:
  ///   - message: nil while there is none, as before a commit is made.
  ///   - answers: what upstream says to ``questions``; a component that is missing was not asked.
  ///   - facts: what the repository says beside the two trees.
  package func findings(
    message: ChangeMessage?, answers: [ComponentName: UpstreamAnswer],
    facts: RepositoryFacts = RepositoryFacts()
  ) -> CheckFindings {
    var findings = fileFindings
    guard let info else { return findings }
    findings.add(
      PinsChange(from: before, to: info).findings(
        message: message, answers: answers, facts: facts,
        schedules: configuration.map { $0.schedules.keys.sorted() }))
    return findings
  }

  private static func read(_ tree: CheckedTree) -> (ReleaseConfiguration?, CheckFindings) {
    var findings = CheckFindings()
    findings.mistakes = FileRules(tree: tree).mistakes
    let refused = Set(findings.mistakes.map(\.file))
    do throws(Mistakes) {
      let configuration = try ReleaseConfiguration.read(files: tree.texts)
      findings.warnings = configuration.warnings
      return (configuration, findings)
    } catch {
      // A file that was refused unread is missing for the reader; once is enough.
      findings.mistakes += error.all.filter { !refused.contains($0.file) }
      return (nil, findings)
    }
  }

  private static func questions(
    _ before: VersionInfo?, _ after: VersionInfo?, _ configuration: ReleaseConfiguration?
  ) -> [UpstreamQuestion] {
    guard let after, let configuration else { return [] }
    return after.pins.components.compactMap { name in
      guard let component = configuration[component: name], let pin = after.pins[name],
        before?.pins[name] != pin
      else { return nil }
      switch pin {
      case .wheel(let pin): return .wheels(component, pin)
      case .git(let pin):
        let old: GitPin? = if case .git(let old)? = before?.pins[name] { old } else { nil }
        return .commit(
          CommitQuestion(
            component: component, from: old?.revision, to: pin.revision, label: pin.label))
      }
    }
  }
}

extension CheckedChange {
  /// Whether a pin goes back, so that the message must say why.
  package func needsReason(_ answers: [ComponentName: UpstreamAnswer]) -> Bool {
    bumps.contains { bump in
      switch PinMovement(bump, answer: answers[bump.component]?.movement) {
      case .back: true
      case .forward, .unknown: false
      }
    }
  }
}

/// What a check has to say.
package struct CheckFindings: Sendable, Equatable {
  /// What must be put right.
  package var mistakes: [Mistake] = []
  package var warnings: [Warning] = []
  /// What was not checked and why, and what will be asked for later.
  package var notes: [String] = []

  package init() {}

  package mutating func add(_ others: CheckFindings) {
    mistakes += others.mistakes
    warnings += others.warnings
    notes += others.notes.filter { !notes.contains($0) }
  }
}

/// What the release repository says of a change, beside its two trees.
package struct RepositoryFacts: Sendable {
  /// The versions that have a tag.
  package let released: [ReleaseVersion]
  /// Every path that the commit changes; nil when that is not known.
  package let changedPaths: [String]?

  package init(released: [ReleaseVersion] = [], changedPaths: [String]? = nil) {
    self.released = released
    self.changedPaths = changedPaths
  }
}
