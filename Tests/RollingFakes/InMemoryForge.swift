import Digest
import Errors
import ReleaseModel
import RollPlanning
import Rolling

/// A small real forge in memory, with the repository that it holds: commits, refs, pull requests,
/// statuses, checks, tags and releases that behave as git's and GitHub's do, and that can be told to
/// fail.
package actor InMemoryForge: Forge, Repository {
  private var world: ForgeWorld
  private var faults: [Fault] = []
  /// Every effect that reached the forge, in order.
  package private(set) var effects: [String] = []
  /// Looks at each effect just before it happens, as a person who is faster does.
  private var interference: (@Sendable (inout ForgeWorld, LandingStep) -> Void)?
  private var hidesRules = false
  /// What the forge's clock shows; nil when it does not say.
  private var clock: Timestamp?

  /// What goes wrong at the effect of this number, counted from 0 over the forge's life.
  package struct Fault: Sendable {
    package enum Side: Sendable, CaseIterable {
      /// The effect does not happen.
      case before
      /// The effect happens and its answer is lost.
      case after
    }

    package let effect: Int
    package let side: Side
    package let error: Failure

    package init(effect: Int, side: Side, error: Failure) {
      self.effect = effect
      self.side = side
      self.error = error
    }
  }

  package init(files: [RepositoryFile]) {
    world = ForgeWorld(files: files)
  }

  package init(_ world: ForgeWorld) {
    self.world = world
  }

  package nonisolated var host: Host { Host(repository: self, forge: self) }

  package func inject(_ faults: [Fault]) { self.faults = faults }

  package func interfere(_ body: (@Sendable (inout ForgeWorld, LandingStep) -> Void)?) {
    interference = body
  }

  /// Changes the world behind the roller's back, as a person does.
  package func change(_ body: @Sendable (inout ForgeWorld) -> Void) { body(&world) }

  /// Whether the rules of branches cannot be read, and only their refusals tell.
  package func hide(rules: Bool) { hidesRules = rules }

  package func show(_ clock: Timestamp?) { self.clock = clock }

  package var state: ForgeWorld { world }

  private func effect(
    _ name: String, _ body: (inout ForgeWorld) -> Void
  ) throws(Failure) {
    let number = effects.count
    effects.append(name)
    let fault = faults.first { $0.effect == number }
    if let fault, fault.side == .before { throw fault.error }
    body(&world)
    if let fault { throw fault.error }
  }

  private func take(
    _ step: LandingStep, _ body: (inout ForgeWorld) throws(Failure) -> Void
  ) throws(Failure) {
    interference?(&world, step)
    var refused: Failure?
    try effect(name(of: step)) { world in
      do throws(Failure) { try body(&world) } catch { refused = error }
    }
    if let refused { throw refused }
  }

  private func name(of step: LandingStep) -> String {
    let inner = "\(step)".drop { $0 != "(" }.dropFirst()
    return inner.prefix { $0 != "(" }.split(separator: ".").last.map(String.init) ?? ""
  }
}

extension InMemoryForge {
  package func defaultBranch() throws(Failure) -> BranchName {
    BranchName(world.defaultBranch)!
  }

  package func head(of main: BranchName) throws(Failure) -> CommitFacts {
    guard let head = world.history(of: "\(main)", limit: 1).first else {
      throw refusal(.rejected, "no branch \(main)")
    }
    return head
  }

  package func refs(
    for branch: SlotBranch, main: BranchName
  ) throws(Failure) -> RepositoryFacts { try world.repositoryFacts(branch, main) }

  package func proposals(
    of heads: [Int: Revision], main: BranchName
  ) throws(Failure) -> [Int: ProposedRoll] {
    heads.compactMapValues { world.proposal(of: $0, main) }
  }

  package func files(
    at commit: Revision, under paths: [String]
  ) throws(Failure) -> [RepositoryFile] {
    (world.commits[commit]?.files ?? [:]).values.filter { file in
      paths.contains { file.path == $0 || file.path.hasPrefix($0 + "/") }
    }.sorted { $0.path < $1.path }
  }

  package func pinHistory(
    of commit: Revision, limit: Int
  ) throws(Failure) -> [PinRecord] { world.pinHistory(of: commit, limit: limit) }

  package func evidence() throws(Failure) -> [Evidence] { Array(world.evidence.values) }

  package func struckPinSets() throws(Failure) -> Set<SHA256Digest> { world.struck }

  /// A green verdict stands, unless its files are made again under another version.
  package func record(_ evidence: [Evidence]) throws(Failure) {
    try effect("record evidence") { world in
      for record in evidence {
        let known = world.evidence[record.subject]
        let isRemade = record.verdict == .green && known?.version != record.version
        guard known?.verdict != .green || isRemade else { continue }
        world.evidence[record.subject] = record
      }
    }
  }

  package func culprits(
    of schedule: ScheduleName
  ) throws(Failure) -> [RememberedCulprit] {
    world.culprits[schedule] ?? []
  }

  package func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) throws(Failure) {
    try effect("remember culprits") { $0.culprits[schedule] = culprits }
  }

  package func decide(_ decision: Decision) throws(Failure) {
    try effect("decide") { world in
      if !world.decisions.contains(decision) { world.decisions.append(decision) }
    }
  }

  package func write(_ draft: CommitDraft) throws(Failure) -> Revision {
    world.store(world.written(draft))
  }

  package func perform(_ step: RepositoryStep) throws(Failure) {
    try take(.git(step)) { (world) throws(Failure) in try world.apply(step) }
  }
}

extension InMemoryForge {
  package func rules(of branch: BranchName) throws(Failure) -> BranchRules {
    hidesRules ? BranchRules() : world.rules
  }

  package func pullRequests(
    from branch: SlotBranch, to main: BranchName
  ) throws(Failure) -> [PullRequestFacts] {
    world.pulls.reversed().filter { $0.branch == "\(branch)" && $0.base == "\(main)" }
      .map(world.facts(of:))
  }

  package func checks(on commit: Revision) throws(Failure) -> CheckFacts {
    CheckFacts(
      statuses: world.statuses.filter { $0.revision == commit },
      runs: world.checkRuns.filter { $0.revision == commit })
  }

  package func releases() throws(Failure) -> [ReleaseFacts] { world.releases.reversed() }

  package func serverDate() -> ClosedRange<Timestamp>? { clock.map { $0...$0 } }

  package func perform(_ step: ForgeStep) throws(Failure) {
    try take(.forge(step)) { (world) throws(Failure) in try world.apply(step) }
  }
}
