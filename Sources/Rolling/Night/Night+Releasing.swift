import Foundation
import ReleaseModel
import RollPlanning

extension Night {
  /// Finishes what an earlier night of this schedule landed and did not finish; its version.
  func finishEarlierRoll(_ base: NightBase) async throws(NightError) -> ReleaseVersion? {
    guard let landed = base.facts.history.first(where: isOurs), let parent = landed.parent else {
      return nil
    }
    let tidied = try await land(
      RollProposal(
        branch: SlotBranch(schedule), base: parent, commit: landed.revision,
        landing: base.schedule.land,
        pullRequest: PullRequestDraft(
          branch: SlotBranch(schedule), head: landed.revision, title: "", body: ""),
        statuses: []))
    // What was taken back is not released any more.
    guard base.schedule.preRelease,
      !base.restraints.quarantine.takenBack.contains(landed.revision)
    else { return nil }
    let evidence = try await asking { () throws(ForgeError) in try await forge.evidence() }
    let roll = try await landedRoll(at: landed.revision, evidence: evidence)
    guard roll.release.nextStep(given: tidied) != .done, earlierTag(of: roll, tidied, base) == nil
    else { return nil }
    _ = try await publish(
      roll.described(by: await differences(of: roll.bumps, base)), base)
    return roll.version
  }

  /// The tag under which these pins were released before they were taken back, when they have landed
  /// again: a tag is never moved, and the same files need no second name.
  func earlierTag(of roll: LandedRoll, _ facts: ForgeFacts, _ base: NightBase) -> TagFacts? {
    facts.tags.first { tag in
      tag.name == "\(ReleaseTag(roll.version))" && tag.commit != roll.commit
        && base.restraints.quarantine.takenBack.contains(tag.commit)
    }
  }

  private func isOurs(_ commit: CommitFacts) -> Bool {
    BumpMessage(commit.message)?.schedule == schedule
  }

  /// The roll that main records at `commit`.
  func landedRoll(
    at commit: Revision, evidence: [Evidence]
  ) async throws(NightError) -> LandedRoll {
    let facts = try await asking { () throws(ForgeError) in try await forge.facts(for: schedule) }
    guard let landed = facts.history.first(where: { $0.revision == commit }),
      let parent = landed.parent, let message = BumpMessage(landed.message),
      let roll = LandedRoll(
        commit: commit, message: message, before: try await pins(at: parent),
        after: try await pins(at: commit), evidence: evidence)
    else { throw .evidenceMissing(commit: commit) }
    return roll
  }

  private func pins(at commit: Revision) async throws(NightError) -> PinSet {
    let files = try await asking { () throws(ForgeError) in
      try await forge.files(at: commit, under: [VersionInfo.path])
    }
    do throws(Mistakes) {
      return try VersionInfo.read(files.first?.bytes ?? []).pins
    } catch {
      throw .badData(error)
    }
  }

  /// Finds the built file of an asset, or builds it again, before it is uploaded.
  func prepare(
    _ step: LandingStep, _ roll: LandedRoll, _ base: NightBase
  ) async throws(NightError) -> LandingStep {
    guard case .uploadAsset(let release, let asset) = step,
      case .artifact(let target) = asset.content,
      let record = roll.evidence.first(where: { $0.subject.target == target })
    else { return step }
    if let files = await workshop.artifacts(of: record), let file = files[asset.name] {
      return .uploadAsset(release: release, asset.found(at: file))
    }
    return .uploadAsset(
      release: release, asset.found(at: try await rebuild(asset, record, roll, base)))
  }

  private func rebuild(
    _ asset: AssetDraft, _ record: Evidence, _ roll: LandedRoll, _ base: NightBase
  ) async throws(NightError) -> URL {
    observer.note(.note("\(asset.name) is not on this machine; building it again"))
    guard let target = base.target(record.subject.target) else {
      throw .notReproducible(file: asset.name)
    }
    let validation = await base.validator.validate(
      ValidationJob(pins: roll.pins, target: target, version: roll.version),
      progress: progress(on: target.name))
    if case .unjudged(let because) = validation.evidence.verdict {
      throw .tryLater(found: "building \(asset.name) again: \(because)", hint: "roll again")
    }
    let built = validation.evidence.artifacts.first { $0.name == asset.name }
    guard let file = validation.files[asset.name], built?.digest == asset.digest else {
      throw .notReproducible(file: asset.name)
    }
    return file
  }
}
