import Digest
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes

/// What people and machines do to a repository and its forge between nights, and in the middle of them.
struct LifePeople: Sendable {
  static let tagMessage = "by mistake"

  let witness: LifeWitness
  let plan: LifePlan

  /// One act, chosen by `dice`; its name, for the story of a failing life.
  func act(on world: inout ForgeWorld, _ dice: inout Dice) -> String {
    let acts: [(String, (inout ForgeWorld, inout Dice) -> Void)] = [
      ("commit", commit), ("close", close), ("reopen", reopen), ("push", push), ("amend", amend),
      ("underneath", underneath), ("update branch", update), ("merge", merge),
      ("squash", squash), ("squash in own words", reword), ("revert", revert), ("hold", hold),
      ("unhold", unhold), ("tag", tag),
      ("publish", publish), ("delete branch", deleteBranch), ("delete tag", deleteTag),
      ("write", write), ("sign", sign), ("rename", rename), ("draft", draft), ("commit", commit),
      ("close", close),
    ]
    guard let chosen = dice.pick(Array(acts.indices)) else { return "" }
    acts[chosen].1(&world, &dice)
    world.noticeMerges()
    return acts[chosen].0
  }

  private func file(_ dice: inout Dice) -> RepositoryFile {
    plan.file("notes-\(dice.number(0...9)).txt", "\(dice.number(0...999_999))")
  }

  private func commit(_ world: inout ForgeWorld, _ dice: inout Dice) {
    world.commitToMain(file(&dice), message: "A note\n")
    witness.committed(world.main)
  }

  private func open(_ world: ForgeWorld, _ dice: inout Dice) -> ForgeWorld.Pull? {
    dice.pick(world.pulls.filter { $0.state == .open })
  }

  private func branch(of schedule: String) -> ScheduleName? {
    ScheduleName(String(schedule.dropFirst("roll/".count)))
  }

  private func pinSet(_ pull: ForgeWorld.Pull, _ world: ForgeWorld) -> SHA256Digest? {
    world.head(pull.head, BranchName(world.defaultBranch)!)?.roll?.message.pinSet
  }

  private func close(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let pull = open(world, &dice), let schedule = branch(of: pull.branch) else { return }
    if let pinSet = pinSet(pull, world) { witness.refuse(pinSet, schedule, at: world.now) }
    world.sayNo(to: pull.number)
  }

  private func reopen(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let pull = world.pulls.last(where: { $0.state == .closed }),
      let schedule = branch(of: pull.branch)
    else { return }
    world.reopen(pull.number)
    guard world.pulls.first(where: { $0.number == pull.number })?.state == .open else { return }
    if let pinSet = pinSet(pull, world) { witness.allow(pinSet, schedule) }
  }

  private func slot(_ world: ForgeWorld, _ dice: inout Dice) -> String? {
    dice.pick(world.branches.keys.filter { $0.hasPrefix("roll/") }.sorted())
  }

  private func push(_ world: inout ForgeWorld, _ dice: inout Dice) {
    if let slot = slot(world, &dice) { world.push(onto: slot, file(&dice), by: "Grace") }
  }

  private func amend(_ world: inout ForgeWorld, _ dice: inout Dice) {
    if let slot = slot(world, &dice) { world.amend(slot, file(&dice), by: "Grace") }
  }

  private func underneath(_ world: inout ForgeWorld, _ dice: inout Dice) {
    if let slot = slot(world, &dice) { world.fixUnderneath(slot, file(&dice), by: "Grace") }
  }

  private func update(_ world: inout ForgeWorld, _ dice: inout Dice) {
    if let pull = open(world, &dice) { world.updateBranch(of: pull.number) }
  }

  /// Makes a pull request a draft, or marks a draft as ready.
  private func draft(_ world: inout ForgeWorld, _ dice: inout Dice) {
    if let pull = open(world, &dice) { world.edit(pull.number) { $0.isDraft.toggle() } }
  }

  private func merge(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let pull = open(world, &dice), world.mayMerge(pull) else { return }
    world.mergeCommit(
      of: pull.number, title: "Merge pull request #\(pull.number)", message: pull.title)
    witness.committed(world.main)
  }

  private func squash(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let pull = open(world, &dice), world.mayMerge(pull) else { return }
    world.squash(pull.number)
    witness.committed(world.main)
  }

  private func reword(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let pull = open(world, &dice), world.mayMerge(pull) else { return }
    let titles = ["Newest things", "Newest things (#\(pull.number))", "After #\(pull.number)1"]
    world.squash(pull.number, saying: dice.pick(titles) ?? "", "")
    witness.committed(world.main)
  }

  private func revert(_ world: inout ForgeWorld, _ dice: inout Dice) {
    let rolls = world.history(of: world.defaultBranch, limit: 20).filter {
      BumpMessage($0.message) != nil
    }
    guard let newest = rolls.first, world.pinsStand(at: newest.revision) else { return }
    world.revert(newest.revision, because: "It is slow.")
    witness.committed(world.main)
  }

  private func note(
    _ world: inout ForgeWorld, _ message: String,
    _ edit: (VersionInfo) throws(Mistakes) -> VersionInfo
  ) {
    guard let bytes = world.file(VersionInfo.path, at: world.main)?.bytes,
      let info = try? VersionInfo.read(bytes), let next = try? edit(info), next.bytes != bytes
    else { return }
    world.commitToMain(
      RepositoryFile(path: VersionInfo.path, bytes: next.bytes, isExecutable: false),
      message: message)
    witness.committed(world.main)
  }

  private func hold(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let name = dice.pick(LifePlan.components) else { return }
    note(&world, "Hold \(name)\n") { info throws(Mistakes) in
      try info.holding(name, because: Reason("it waits for the driver"))
    }
  }

  private func unhold(_ world: inout ForgeWorld, _ dice: inout Dice) { unholdAll(&world) }

  func unholdAll(_ world: inout ForgeWorld) {
    for name in LifePlan.components {
      note(&world, "Unhold \(name)\n") { info throws(Mistakes) in
        try info.holding(name, because: nil)
      }
    }
  }
}

extension LifePeople {
  private func tag(_ world: inout ForgeWorld, _ dice: inout Dice) {
    let day = world.now.day.compact
    guard let tag = ReleaseTag("v0.1.0.dev\(day)00\(dice.number(1...3))"),
      world.tags["\(tag)"] == nil
    else { return }
    world.tags["\(tag)"] = TagDraft(
      tag: tag, commit: world.main, message: Self.tagMessage, date: world.now)
  }

  private func publish(_ world: inout ForgeWorld, _ dice: inout Dice) {
    if let draft = world.releases.last(where: \.isDraft) { world.publish(draft.id) }
  }

  private func deleteBranch(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let slot = slot(world, &dice) else { return }
    // Deleting the branch of an open pull request closes it: a no, unless it was a person's work.
    for pull in world.pulls where pull.branch == slot && pull.state == .open {
      if let schedule = branch(of: slot), let pinSet = pinSet(pull, world) {
        witness.refuse(pinSet, schedule, at: world.now)
      }
    }
    world.delete(slot)
  }

  private func deleteTag(_ world: inout ForgeWorld, _ dice: inout Dice) {
    if let name = dice.pick(world.tags.keys.sorted()) { world.tags[name] = nil }
  }

  private func write(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let pull = open(world, &dice) else { return }
    let words = "Ada \(dice.number(0...999)): I look at it on Monday."
    world.edit(pull.number) { $0.body = words + "\n\n" + $0.body }
    witness.wrote(words, in: pull.number)
  }

  private func sign(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard let release = world.releases.last, !release.assets.isEmpty,
      !release.assets.contains(where: { $0.name == "SHA256SUMS.asc" })
    else { return }
    let asset = AssetFacts(
      id: world.identifier(), name: "SHA256SUMS.asc", isUploaded: true, size: 3,
      digest: SHA256Digest(of: "signature"))
    world.edit(release: release.id) { $0 + [asset] }
    witness.added("SHA256SUMS.asc", to: release.tag)
  }

  private func rename(_ world: inout ForgeWorld, _ dice: inout Dice) {
    guard dice.chance(10) else { return }
    world.renameDefaultBranch(to: world.defaultBranch == "main" ? "trunk" : "main")
  }
}

extension ForgeWorld {
  /// Whether the platform would let a person press its button.
  func mayMerge(_ pull: Pull) -> Bool {
    let isGreen = rules.checks.allSatisfy { check in
      checkRuns.contains {
        $0.revision == pull.head && $0.name == check.name && $0.state == .ended("success")
      }
    }
    return isGreen && !pull.isDraft && isMergeable(pull)
  }

  /// Whether the pins that roll `commit` set are those that main has.
  func pinsStand(at commit: Revision) -> Bool {
    file(VersionInfo.path, at: commit) == file(VersionInfo.path, at: main)
  }
}
