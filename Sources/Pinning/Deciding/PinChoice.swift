import ReleaseModel
import SafeText

/// Which pin an aim comes to for one component, given what upstream says.
struct PinChoice {
  enum Verdict {
    case move(to: Pin, PinDirection)
    /// The pin stands there already.
    case there
    case refused(PinRefusal)
  }

  private let item: PinRun.Item
  private let from: Pin
  private let plan: PinPlan

  init(_ item: PinRun.Item, from: Pin, _ plan: PinPlan) {
    self.item = item
    self.from = from
    self.plan = plan
  }

  private var name: ComponentName { item.component }

  /// What to ask; nil when such a component has no such aim.
  var question: PinQuestion? {
    switch (from, item.aim) {
    case (.git(let pin), .latest), (.git(let pin), .revision), (.git(let pin), .prefix),
      (.git(let pin), .name), (.git(let pin), .day), (.git(let pin), .moment),
      (.git(let pin), .steps):
      .commits(name, item.aim, from: pin.revision)
    case (.wheel, .latest), (.wheel, .version), (.wheel, .day), (.wheel, .moment): .versions(name)
    case (.git, .version), (.wheel, .revision), (.wheel, .prefix), (.wheel, .name),
      (.wheel, .steps):
      nil
    }
  }

  /// Why there is no question.
  var wrongAim: PinRefusal {
    switch from {
    case .git:
      PinRefusal(
        .usage, name, found: "it is a repository, and \"\(item.aim)\" is a version of a package",
        hint: "write \(name)@TAG, \(name)@{2026-11-01} or \(name)@latest")
    case .wheel:
      PinRefusal(
        .usage, name, found: "it comes from a Python index, and \"\(item.aim)\" is a commit",
        hint: "write \(name)=3.9.0, \(name)@{2026-11-01} or \(name)@latest")
    }
  }

  func judge(_ answer: PinAnswer) -> Verdict {
    switch (answer, from) {
    case (.commits(let found), .git(let pin)): judge(found, pin)
    case (.versions(let candidates, let skipped), .wheel(let pin)):
      judge(candidates, skipped, pin)
    case (.tooFar(let available), _): .refused(.tooFar(name, item.aim, available: available))
    case (.absent(let why), _): .refused(.absent(name, item.aim, why))
    case (.refused(let why), _): .refused(.forbidden(name, why))
    case (.unknown(let why), _): .refused(.unknown(name, why))
    case (.commits, .wheel), (.versions, .git), (.records, _):
      .refused(.unknown(name, "upstream gave an answer to another question"))
    }
  }

  private func judge(_ found: [FoundCommit], _ pin: GitPin) -> Verdict {
    guard let commit = found.first else { return .refused(.absent(name, item.aim, "no commit")) }
    guard found.count == 1 else { return .refused(.ambiguous(name, item.aim, found)) }
    switch commit.place {
    case .offBranch: return .refused(.offBranch(name, commit, branch))
    case .tag(let peeled): return .refused(.tagObject(name, commit.revision, of: peeled))
    case .object(let kind): return .refused(.noCommit(name, commit.revision, kind))
    case .onBranch(let ahead, let behind):
      guard commit.revision != pin.revision else { return .there }
      return .move(to: .git(commit.pin), direction(ahead: ahead, behind: behind))
    }
  }

  private func direction(ahead: Int, behind: Int) -> PinDirection {
    if behind == 0 { return .forward(commits: ahead) }
    return ahead == 0 ? .back(commits: behind) : .aside
  }

  private func judge(
    _ candidates: [Candidate], _ skipped: [SkippedRevision], _ pin: WheelPin
  ) -> Verdict {
    guard let chosen = chosen(from: candidates), case .wheel(let wheel) = chosen.pin else {
      return .refused(.noVersion(name, item.aim, candidates, skipped))
    }
    guard chosen.pin.identity != from.identity else { return .there }
    if wheel.version == pin.version, pin.replacedTarget(in: wheel) != nil {
      return .move(to: chosen.pin, .aside)
    }
    return .move(
      to: chosen.pin, wheel.version < pin.version ? .back(commits: nil) : .forward(commits: nil))
  }

  private func chosen(from candidates: [Candidate]) -> Candidate? {
    if case .version(let version) = item.aim {
      return candidates.last { $0.version == version }
    }
    let isOpen = plan.takesPreReleases(of: name)
    let limit = item.aim.limit
    return candidates.filter { candidate in
      (isOpen || candidate.version?.isPreRelease == false)
        && (limit.map { candidate.landed <= $0 } ?? true)
    }.max { ($0.version ?? .oldest) < ($1.version ?? .oldest) }
  }

  private var branch: String {
    switch plan.configuration[component: name]?.origin {
    case .git(let url, let branch)?: "\(branch) of \(url)"
    case .index(let project)?: project
    case nil: "it"
    }
  }
}

extension Candidate {
  fileprivate var version: PythonVersion? {
    switch pin {
    case .git: nil
    case .wheel(let pin): pin.version
    }
  }
}

extension PythonVersion {
  fileprivate static let oldest = PythonVersion("0.dev0").unsafelyUnwrapped
}

extension PinAim {
  /// What a record of another component asks for; nil when it says nothing that can be pinned.
  init?(recorded text: String, for pin: Pin) {
    switch pin {
    case .git: self.init(revision: text)
    case .wheel:
      guard let version = PythonVersion(text) else { return nil }
      self = .version(version)
    }
  }
}
