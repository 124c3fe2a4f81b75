import ReleaseModel

/// What moved pins must keep to: known to upstream, on its branch, forward or for a reason.
struct PinRules {
  let info: VersionInfo
  let bumps: [Bump]
  /// By component; a component that upstream need not be asked about is missing.
  let answers: [ComponentName: UpstreamAnswer]
  /// The components whose revision stayed, so that only what it is called is in question.
  var renamed: Set<ComponentName> = []
  /// Nil while there is no message yet.
  let message: ChangeMessage?

  var findings: CheckFindings {
    var findings = CheckFindings()
    for bump in bumps { check(bump, &findings) }
    for (component, answer) in answers.sorted(by: { $0.key < $1.key }) {
      check(component, answer.membership, &findings)
    }
    if let note = notProved { findings.notes.append(note) }
    return findings
  }

  private func check(_ bump: Bump, _ findings: inout CheckFindings) {
    switch PinMovement(bump, answer: answers[bump.component]?.movement) {
    case .forward, .unknown: break
    case .back(let how):
      guard let message else { return findings.notes.append(reasonWanted(bump, how)) }
      if !message.statesReason { findings.mistakes.append(back(bump, how)) }
    }
  }

  private func check(
    _ component: ComponentName, _ membership: UpstreamAnswer.Membership,
    _ findings: inout CheckFindings
  ) {
    if case .unanswered(let why, let hint) = membership {
      findings.mistakes.append(unanswered(component, why, hint))
    }
    guard !renamed.contains(component) else { return }
    switch membership {
    case .onBranch, .unknown, .unanswered: break
    case .notOnBranch(let branch): findings.mistakes.append(notOnBranch(component, branch))
    case .tag(let commit): findings.mistakes.append(tag(component, of: commit))
    case .object(let kind): findings.mistakes.append(object(component, kind))
    case .absent: findings.mistakes.append(absent(component))
    }
  }

  /// One line for all that was not proved, because most often there is one reason.
  private var notProved: String? {
    var reasons: [(why: String, names: [String])] = []
    for (component, answer) in answers.sorted(by: { $0.key < $1.key }) {
      guard case .unknown(let why) = answer.membership else { continue }
      if let index = reasons.firstIndex(where: { $0.why == why }) {
        reasons[index].names.append("\(component)")
      } else {
        reasons.append((why, ["\(component)"]))
      }
    }
    guard !reasons.isEmpty else { return nil }
    let told = reasons.map { $0.names.joined(separator: ", ") + " (\($0.why))" }
    return "not proved that upstream has the new revision of " + told.joined(separator: "; ")
      + "; the required check will ask"
  }
}

// What is said.
extension PinRules {
  private func back(_ bump: Bump, _ how: String) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(bump.component),
      found: "\(bump.component) \(how): \(plain(bump.from.label)) -> \(plain(bump.to.label))",
      expected: "a pin that moves forward, or a reason",
      hint: "say why in the commit message's last paragraph: "
        + "\"\(HandBumpMessage.downgradeToken): why\"")
  }

  private func reasonWanted(_ bump: Bump, _ how: String) -> String {
    "\(bump.component) \(how): the commit message will need the line "
      + "'\(HandBumpMessage.downgradeToken): why'"
  }

  private func notOnBranch(_ component: ComponentName, _ branch: String) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(revision(component)), which is not on the branch \(plain(branch))",
      expected: "a commit of the branch that the component follows",
      hint: "a fork's commit shows under upstream's name, too; pin one that landed")
  }

  private func tag(_ component: ComponentName, of commit: Revision) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(component),
      found:
        "\(component) at \(revision(component)), which is an annotated tag; its commit is \(commit)",
      expected: "the id of a commit", hint: "pin that commit")
  }

  private func object(_ component: ComponentName, _ kind: String) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(revision(component)), which is a \(plain(kind)) of upstream",
      expected: "the id of a commit", hint: "git log --format=%H names commits")
  }

  private func absent(_ component: ComponentName) -> Mistake {
    Mistake(
      kind: .unknownUpstream, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(revision(component)), which upstream does not have",
      expected: "a commit of upstream", hint: "has it been pushed there? is every digit right?")
  }

  private func unanswered(
    _ component: ComponentName, _ why: String, _ hint: String?
  ) -> Mistake {
    Mistake(
      kind: .unanswered, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(revision(component)), which could not be looked up: \(plain(why))",
      expected: "an answer, because a pin that upstream was not asked about is not proved",
      hint: hint ?? "try again when upstream answers")
  }

  private func place(_ component: ComponentName) -> Place {
    let isGit = if case .git? = info.pins[component] { true } else { false }
    return info.place(of: component, key: isGit ? "revision" : "version")
  }

  private func revision(_ component: ComponentName) -> String {
    guard case .git(let pin)? = info.pins[component] else { return "" }
    return "\(pin.revision)"
  }
}
