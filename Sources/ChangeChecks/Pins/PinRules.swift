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
    case .onBranch, .onIndex, .unknown, .unanswered: break
    case .otherFiles(let targets): findings.mistakes.append(otherFiles(component, targets))
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
    return "roller could not check that upstream has the new revision of "
      + told.joined(separator: "; ")
      + "; the required check will"
  }
}

// What is said.
extension PinRules {
  private func back(_ bump: Bump, _ how: String) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(bump.component),
      found: "\(bump.component) \(how): \(plain(bump.from.label)) -> \(plain(bump.to.label))",
      expected: "a pin that moves forward, or a reason",
      hint: "give the reason in the last paragraph of the commit message: "
        + "\"\(HandBumpMessage.downgradeToken): why\"")
  }

  private func reasonWanted(_ bump: Bump, _ how: String) -> String {
    "\(bump.component) \(how): the commit message will need the line "
      + "'\(HandBumpMessage.downgradeToken): why'"
  }

  private func notOnBranch(_ component: ComponentName, _ branch: String) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(pinned(component)), which is not on the branch \(plain(branch))",
      expected: "a commit of the branch that the component follows",
      hint:
        "a commit that exists only in a fork also resolves under upstream's URL; pin one that was merged"
    )
  }

  private func tag(_ component: ComponentName, of commit: Revision) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(component),
      found:
        "\(component) at \(pinned(component)), which is an annotated tag; its commit is \(commit)",
      expected: "the id of a commit", hint: "pin that commit")
  }

  private func object(_ component: ComponentName, _ kind: String) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(pinned(component)), which is a \(plain(kind)) of upstream",
      expected: "the id of a commit", hint: "git log --format=%H names commits")
  }

  private func otherFiles(_ component: ComponentName, _ targets: [TargetName]) -> Mistake {
    let names = targets.map(\.description).joined(separator: ", ")
    return Mistake(
      kind: .refused, file: VersionInfo.path, place: info.place(of: component, key: "files"),
      found: "\(component) at \(pinned(component)) with hashes for \(names) that none of the"
        + " index's files have",
      expected: "the sha256 of a file of this version on the index",
      hint:
        "roller pin \(component)=\(pinned(component)) writes them; if the index had other files once,"
        + " find out who replaced them before you trust either")
  }

  private func absent(_ component: ComponentName) -> Mistake {
    Mistake(
      kind: .unknownUpstream, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(pinned(component)), which \(upstream(component)) does not have",
      expected: isCommit(component) ? "a commit of upstream" : "a version of the index",
      hint: isCommit(component)
        ? "check every digit, and that the commit was pushed there"
        : "check the version; roller pin \(component) --dry-run shows the newest one")
  }

  private func unanswered(
    _ component: ComponentName, _ why: String, _ hint: String?
  ) -> Mistake {
    Mistake(
      kind: .unanswered, file: VersionInfo.path, place: place(component),
      found: "\(component) at \(pinned(component)), which could not be looked up: \(plain(why))",
      expected:
        "an answer; a pin that \(upstream(component)) was not asked about is not accepted",
      hint: hint ?? "try again when \(upstream(component)) answers")
  }

  private func upstream(_ component: ComponentName) -> String {
    isCommit(component) ? "upstream" : "the index"
  }

  private func isCommit(_ component: ComponentName) -> Bool {
    if case .git? = info.pins[component] { true } else { false }
  }

  private func place(_ component: ComponentName) -> Place {
    info.place(of: component, key: isCommit(component) ? "revision" : "version")
  }

  private func pinned(_ component: ComponentName) -> String {
    switch info.pins[component] {
    case .git(let pin): "\(pin.revision)"
    case .wheel(let pin): "\(pin.version)"
    case nil: ""
    }
  }
}
