import ReleaseModel
import RollPlanning

/// What a night stands on: the facts and files of one commit of main.
struct NightBase: Sendable {
  let facts: ForgeFacts
  let configuration: ReleaseConfiguration
  let schedule: Schedule
  let slot: Timestamp
  /// In the schedule's order.
  let targets: [Target]
  let validator: any Validator
  let restraints: RollRestrictions

  /// The version that tonight's artifacts carry, if they are new: above all that tags and evidence name.
  func version(after evidence: [Evidence]) throws(NightError) -> ReleaseVersion {
    let official = configuration.versionInfo.packageVersion
    let next = official.nextPreRelease(
      on: slot.day, after: facts.tags.map(\.name), and: evidence.map(\.version))
    guard let next else {
      throw .outOfVersions(day: slot.day)
    }
    return next
  }

  /// What tonight's pin sets are put through.
  var examination: NightSummary.Examination {
    NightSummary.Examination(
      packages: configuration.packages(of: schedule).map(\.name), targets: targets.map(\.name),
      validations: schedule.limits.validations)
  }

  func target(_ name: TargetName) -> Target? { targets.first { $0.name == name } }
}
