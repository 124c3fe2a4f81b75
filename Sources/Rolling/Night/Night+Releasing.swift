import Errors
import Foundation
import ReleaseModel
import RollPlanning

extension Night {
  /// The roll that the rolled branch records at `landed`; nil when the evidence is not what its message
  /// names, or its pins are not those.
  func landedRoll(
    _ landed: CommitFacts, _ message: BumpMessage, evidence: [Evidence], _ base: NightBase
  ) async throws(NightError) -> LandedRoll? {
    guard let parent = landed.parent else { return nil }
    let roll = LandedRoll(
      commit: landed.revision, message: message, before: try await pins(at: parent),
      after: try await pins(at: landed.revision), evidence: evidence)
    guard let roll else { return nil }
    return try await judged(roll, landed, base)?.made(of: parts(of: message.schedule, at: landed))
  }

  /// What the packages of `schedule` are made of, as `landed` has them; nil when its files are not what
  /// this roller reads.
  private func parts(
    of schedule: ScheduleName, at landed: CommitFacts
  ) async throws(NightError) -> Set<ComponentName>? {
    let files = try await readFiles(at: landed.revision)
    guard let configuration = try? ReleaseConfiguration.found(in: files),
      let schedule = configuration.schedules[schedule]
    else { return nil }
    return Set(configuration.packages(of: schedule).flatMap(\.components))
  }

  /// Tags and publishes `roll`, or says what stands in the way.
  func publish(_ roll: LandedRoll, _ base: NightBase) async throws(NightError) -> DriveEnd {
    let release = roll.release
    return try await drive(
      base.schedule, { release.nextStep(given: $0) },
      preparing: { (step) async throws(NightError) in try await prepare(step, roll, base) })
  }

  /// The tag under which these pins were released before they were reverted, when they have landed
  /// again: a tag is never moved, and the same files need no second name.
  func earlierTag(of roll: LandedRoll, _ facts: ForgeFacts, _ base: NightBase) -> TagFacts? {
    facts.tags.first { tag in
      tag.name == "\(ReleaseTag(roll.version))" && tag.commit != roll.commit
        && base.restraints.quarantine.takenBack.contains(tag.commit)
    }
  }

  private func pins(at commit: Revision) async throws(NightError) -> PinSet {
    let files = try await asking { () throws(Failure) in
      try await host.repository.files(at: commit, under: [VersionInfo.path])
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
    guard case .forge(.uploadAsset(let release, let asset)) = step,
      case .artifact(let target) = asset.content,
      let record = roll.evidence.first(where: { $0.subject.target == target })
    else { return step }
    if let files = await workshop.artifacts(of: record), let file = files[asset.name] {
      return .forge(.uploadAsset(release: release, asset.found(at: file)))
    }
    // What a person published is completed with the very bytes that were validated, or left.
    if let published = base.facts.releases.first(where: { $0.id == release && !$0.isDraft }) {
      throw .stopped(
        .releaseLacks(
          tag: published.tag, files: [asset.name], of: roll.release.assets.count))
    }
    let built = asset.found(at: try await rebuild(asset, record, roll, base))
    return .forge(.uploadAsset(release: release, built))
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
