import Digest
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Synchronization

/// A promise that was broken.
package struct Violation: Error, Sendable, CustomStringConvertible {
  package let description: String
}

/// Watches every step of a life, and remembers what people said and did.
final class LifeWitness: Sendable {
  private struct Content: Sendable {
    /// When they last said no, by schedule and pins.
    var refused: [ScheduleName: [SHA256Digest: Timestamp]] = [:]
    /// What people wrote into bodies, by the pull request's number.
    var words: [Int: String] = [:]
    /// Files that people put beside ours, by the release's tag.
    var files: [String: String] = [:]
    /// Commits of people on main.
    var commits: Set<Revision> = []
    var violation: String?
  }

  private let content = Mutex(Content())
  private let truth: @Sendable (PinSet, TargetName) -> ReleaseModel.Verdict

  init(truth: @escaping @Sendable (PinSet, TargetName) -> ReleaseModel.Verdict) {
    self.truth = truth
  }

  func refuse(_ pinSet: SHA256Digest, _ schedule: ScheduleName, at moment: Timestamp) {
    content.withLock { $0.refused[schedule, default: [:]][pinSet] = moment }
  }

  func allow(_ pinSet: SHA256Digest, _ schedule: ScheduleName) {
    content.withLock { $0.refused[schedule]?[pinSet] = nil }
  }

  /// Whether a person's no to these pins stands, unless a person said later that they may be tried again.
  private func isRefused(_ message: BumpMessage, in world: ForgeWorld) -> Bool {
    let moment = content.withLock { $0.refused[message.schedule]?[message.pinSet] }
    guard let moment else { return false }
    return !world.decisions.contains { $0.kind == .again && $0.when >= moment }
  }

  func wrote(_ words: String, in number: Int) { content.withLock { $0.words[number] = words } }

  func added(_ file: String, to tag: String) { content.withLock { $0.files[tag] = file } }

  func committed(_ revision: Revision) { content.withLock { _ = $0.commits.insert(revision) } }

  func check() throws(Violation) {
    if let found = content.withLock(\.violation) { throw Violation(description: found) }
  }

  private func fail(_ found: String) {
    content.withLock { content in
      if content.violation == nil { content.violation = found }
    }
  }
}

extension LifeWitness {
  /// Looks at `step` before it is done.
  func look(at step: LandingStep, in world: ForgeWorld) {
    switch step {
    case .git(.pushBranch(let branch, let from, let to)):
      guard world.branches["\(branch)"] == from else { return }
      keepsWork(on: branch, in: world, "pushes over")
      notRefused(to, branch, in: world, "pushes")
    case .git(.deleteBranch(let branch, let at)):
      guard world.branches["\(branch)"] == at else { return }
      if !isOnMain(at, world) { keepsWork(on: branch, in: world, "deletes") }
    case .git(.fastForward(_, let from, let to)):
      guard world.main == from else { return }
      lands(to, in: world)
    case .git(.createTag(let draft)): tags(draft, in: world)
    case .forge(.openPullRequest(let draft)):
      // The forge refuses a base that was renamed meanwhile.
      if let head = world.branches["\(draft.branch)"], world.branches["\(draft.base)"] != nil {
        notRefused(head, draft.branch, in: world, "opens a pull request of")
      }
    case .forge(.mergePullRequest(let request)):
      guard let pull = world.pulls.first(where: { $0.number == request.number }),
        pull.head == request.head, pull.state == .open
      else { return }
      // What the platform made of a roll by "Update branch" is that roll.
      let roll = world.head(request.head, BranchName(world.defaultBranch)!)?.roll
      lands(roll?.commit ?? request.head, in: world)
    case .forge: break
    }
  }

  /// Whose the head of a branch is, as the world shows it.
  private func head(_ branch: SlotBranch, _ world: ForgeWorld) -> SlotHead? {
    world.branches["\(branch)"].flatMap { world.head($0, BranchName(world.defaultBranch)!) }
  }

  private func keepsWork(on branch: SlotBranch, in world: ForgeWorld, _ what: String) {
    guard let person = head(branch, world)?.person else { return }
    fail("it \(what) the work of \(person) on \(branch)")
  }

  private func notRefused(
    _ commit: Revision, _ branch: SlotBranch, in world: ForgeWorld, _ what: String
  ) {
    guard let message = world.commits[commit].flatMap({ BumpMessage($0.message) }) else { return }
    if isRefused(message, in: world) {
      fail("it \(what) pins that a person said no to, on \(branch)")
    }
  }

  private func isOnMain(_ commit: Revision, _ world: ForgeWorld) -> Bool {
    world.history(of: world.defaultBranch).contains {
      $0.revision == commit || $0.parents.dropFirst().contains(commit)
    }
      || world.pulls.contains { $0.head == commit && $0.state == .merged }
  }

  private func lands(_ commit: Revision, in world: ForgeWorld) {
    guard let facts = world.commits[commit], let bytes = facts.files[VersionInfo.path]?.bytes,
      let pins = try? VersionInfo.read(bytes).pins, let message = BumpMessage(facts.message)
    else {
      let subject = world.commits[commit]?.message.prefix { $0 != "\n" } ?? "unknown here"
      return fail("it lands \(commit) (\(subject)), which is not a roll of its own")
    }
    if message.pinSet != pins.digest { fail("it lands other pins than its message names") }
    let isProved = message.validated.allSatisfy { named in
      world.evidence.values.contains { $0.verdict == .green && $0.digest == named.evidence }
    }
    if message.validated.isEmpty || !isProved { fail("it lands what nobody validated") }
    for target in message.validated.map(\.target) where truth(pins, target) == .red(because: "") {
      fail("it lands red pins")
    }
    if isRefused(message, in: world) {
      fail("it lands pins that a person said no to")
    }
    if world.pulls.contains(where: { $0.state == .open && $0.head == commit && $0.isDraft }) {
      fail("it lands a draft")
    }
  }

  /// Along main's line versions only rise.
  private func tags(_ draft: TagDraft, in world: ForgeWorld) {
    guard world.tags["\(draft.tag)"] == nil else { return }
    let line = world.history(of: world.defaultBranch, limit: 10_000).map(\.revision)
    guard let place = line.firstIndex(of: draft.commit) else {
      return fail("it tags \(draft.commit), which is not on main")
    }
    for tag in world.tags.values where tag.message != LifePeople.tagMessage {
      guard let other = line.firstIndex(of: tag.commit), other != place else { continue }
      let isNewer = place < other
      if isNewer != (draft.tag.version > tag.tag.version) {
        fail("\(draft.tag) and \(tag.tag) do not rise along main")
      }
    }
  }

  /// Looks at the whole world between steps.
  func look(at world: ForgeWorld) {
    for branch in Set(world.pulls.map(\.branch)) {
      let open = world.pulls.filter { $0.branch == branch && $0.state == .open }
      if open.count > 1 { fail("\(branch) has \(open.count) open pull requests") }
    }
    let (words, files, commits) = content.withLock { ($0.words, $0.files, $0.commits) }
    for (number, text) in words
    where world.pulls.first(where: { $0.number == number })?.body.contains(text) != true {
      fail("what a person wrote into #\(number) is gone")
    }
    for (tag, file) in files {
      guard let release = world.releases.first(where: { $0.tag == tag }) else { continue }
      if !release.assets.contains(where: { $0.name == file }) {
        fail("a person's file of \(tag) is gone")
      }
    }
    let line = Set(world.history(of: world.defaultBranch, limit: 10_000).map(\.revision))
    if !commits.isSubset(of: line) { fail("a person's commit is no longer on main") }
  }
}
