import Digest
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes

extension Life {
  /// Days without accidents, in which people do what the reports told them: whatever can land must
  /// land, be released, and leave nothing open. How many nights it took.
  mutating func calm() async throws -> Int {
    story.add("calm")
    time.mistake(0)
    await forge.interfere(nil)
    await forge.inject([])
    freshReleases()
    await remedies()
    var nights = 0
    for _ in 0..<6 {
      for schedule in LifePlan.schedules {
        time.pass(6 * 3_600)
        await checksAndMerges()
        try await quietNight(schedule)
        nights += 1
      }
    }
    try await arrived()
    return nights
  }

  /// Something newer and good of everything, so that neither a no nor a revert stands against it.
  private func freshReleases() {
    let generation = LifePlan.components.map { upstream.generation(of: $0) }.max() ?? 0
    for name in LifePlan.components {
      upstream.set(name, .there)
      upstream.release(name, at: time.now, isBad: false, generation: generation)
    }
    upstream.machineFails(false)
  }

  /// A person's work is merged or its branch deleted; holds are lifted; wrong tags go.
  private func remedies() async {
    let (people, now) = (people, time.now)
    await forge.change { world in
      world.now = now
      people.unholdAll(&world)
      for pull in world.pulls where pull.isDraft { world.edit(pull.number) { $0.isDraft = false } }
      let main = BranchName(world.defaultBranch)!
      for (name, head) in world.branches where name.hasPrefix("roll/") {
        if world.head(head, main)?.person != nil { world.delete(name) }
      }
      for (name, tag) in world.tags where tag.message == LifePeople.tagMessage {
        world.tags[name] = nil
      }
    }
  }

  private func checksAndMerges() async {
    let (plan, now, witness) = (plan, time.now, witness)
    await forge.change { world in
      world.now = now
      var dice = Dice(seed: 1)
      LifeChecks(plan: plan).run(&world, &dice, isCalm: true)
      guard plan.isByHand else { return }
      for pull in world.pulls where pull.state == .open && world.mayMerge(pull) {
        let title = "Merge pull request #\(pull.number)"
        switch pull.number % 3 {
        case 0: world.mergeCommit(of: pull.number, title: title, message: pull.title)
        case 1: world.squash(pull.number)
        default: world.squash(pull.number, saying: "Newest things", "")
        }
        witness.committed(world.main)
      }
    }
  }

  private mutating func quietNight(_ schedule: ScheduleName) async throws {
    await forge.show(time.now)
    let (forge, plan, witness) = (forge, plan, witness)
    await forge.interfere { world, step in
      witness.look(at: step, in: world)
      var dice = Dice(seed: 1)
      LifeChecks(plan: plan).run(&world, &dice, isCalm: true)
    }
    let summary = try await rolling(schedule, machines[0]).roll()
    story.add("  quiet \(schedule): \(summary.outcome) \(summary.matters.map(\.name))")
    witness.look(at: await forge.state)
    try witness.check()
  }

  private func arrived() async throws(Violation) {
    let world = await forge.state
    guard let bytes = world.file(VersionInfo.path, at: world.main)?.bytes,
      let info = try? VersionInfo.read(bytes)
    else { throw Violation(description: "main's pins do not read") }
    for name in LifePlan.components {
      let newest = upstream.newest(name).map { "1.\($0.minor).0" }
      guard info.pins[name]?.label == newest else {
        throw Violation(
          description: "\(name) stays at \(info.pins[name]?.label ?? "nothing") although"
            + " \(newest ?? "nothing") is green and nothing stands against it")
      }
    }
    let newest = world.history(of: world.defaultBranch).first { world.roll(landedBy: $0) != nil }
    if let newest, world.roll(landedBy: newest) == info.pins.digest {
      let tag = world.tags.values.first {
        $0.commit == newest.revision && $0.message != LifePeople.tagMessage
      }
      let release = world.releases.first { $0.tag == tag.map { "\($0.tag)" } && !$0.isDraft }
      guard release != nil else { throw Violation(description: "the newest roll is not released") }
    }
    if let open = world.pulls.first(where: { $0.state == .open }) {
      throw Violation(description: "#\(open.number) stays open although its pins are old")
    }
  }
}

extension ForgeWorld {
  /// The pins that a roll brought with this commit, whatever the commit says.
  fileprivate func roll(landedBy commit: CommitFacts) -> SHA256Digest? {
    if let own = commit.roll { return own.pinSet }
    let main = BranchName(defaultBranch)!
    return pulls.first { $0.mergeCommit == commit.revision }
      .flatMap { proposal(of: $0.head, main)?.message.pinSet }
      .flatMap { $0 == commit.pins ? $0 : nil }
  }
}
