import Digest
import GreenSet
import ReleaseModel
import RollPlanning

/// All evidence that is known, and what follows from it.
struct EvidenceBook: Sendable {
  private var records: [Evidence.Subject: Evidence] = [:]
  /// By target.
  let recipes: [TargetName: SHA256Digest]
  /// Every record of the forge, of use tonight or not.
  let everything: [Evidence]

  /// The evidence that a night on `base` may use.
  ///
  /// Left out are greens whose files bear a name that cannot be theirs any more: of another official
  /// version, or taken by a tag on other pins. They are made again under a new name.
  init(_ evidence: [Evidence], base: NightBase, recipes: [TargetName: SHA256Digest]) {
    self.recipes = recipes
    everything = evidence
    let pins = base.configuration.versionInfo.pins.digest
    for record in evidence where base.mayUse(record, beside: pins) { add(record) }
    dropHalves(base, beside: pins)
  }

  /// A release bears one version: a green of some targets whose name is taken already cannot be joined
  /// by those of others.
  private mutating func dropHalves(_ base: NightBase, beside pins: SHA256Digest) {
    let greens = Dictionary(
      grouping: valid.filter { $0.verdict == .green }, by: \.subject.pinSet)
    for (pinSet, records) in greens where pinSet != pins {
      for record in records where base.facts.tag(of: record.version) != nil {
        let isWhole = base.targets.allSatisfy { target in
          records.contains {
            $0.subject.target == target.name && $0.version == record.version
          }
        }
        if !isWhole { self.records[record.subject] = nil }
      }
    }
  }

  mutating func add(_ record: Evidence) {
    records[record.subject] = record
  }

  /// Goes by none of the records that are `useless`.
  mutating func forget(_ useless: (Evidence) -> Bool) {
    records = records.filter { !useless($0.value) }
  }

  /// What is known of `pins` on `target` under today's recipe.
  func record(of pins: PinSet, on target: TargetName) -> Evidence? {
    guard let recipe = recipes[target] else { return nil }
    return records[Evidence.Subject(pinSet: pins.digest, target: target, recipe: recipe)]
  }

  /// What a search over `space` may start from, in the order of recording.
  func known(in space: SearchSpace) -> [GreenSet.Verdict] {
    inside(space).compactMap { record, point in
      guard let target = space.targets.firstIndex(of: record.subject.target),
        let outcome = record.verdict.outcome
      else { return nil }
      return GreenSet.Verdict(point, target: target, outcome)
    }
  }

  /// The same for people.
  func remembered(in space: SearchSpace) -> [ReportedValidation] {
    inside(space).map { record, point in
      ReportedValidation(
        labels: space.labels(at: point), target: record.subject.target, verdict: record.verdict,
        isRemembered: true, milliseconds: record.milliseconds, purpose: "known",
        builds: record.builds)
    }
  }

  /// What bears on `space`, in the order of recording; of a year's records that is a handful.
  private func inside(_ space: SearchSpace) -> [(record: Evidence, point: Point)] {
    let found = valid.compactMap { record in space.point(of: record.pins).map { (record, $0) } }
    return found.sorted { one, other in
      one.0.when == other.0.when ? one.0.path < other.0.path : one.0.when < other.0.when
    }.map { (record: $0.0, point: $0.1) }
  }

  /// The version that artifacts of `pins` carry already, on any target.
  func version(of pins: PinSet) -> ReleaseVersion? {
    let digest = pins.digest
    return valid.filter { $0.subject.pinSet == digest && $0.verdict == .green }
      .map(\.version).max()
  }

  /// What was found by the recipes of today.
  private var valid: [Evidence] {
    records.values.filter { recipes[$0.subject.target] == $0.subject.recipe }
  }
}

extension NightBase {
  /// Whether `record` still says something about what would be released tonight.
  fileprivate func mayUse(_ record: Evidence, beside pins: SHA256Digest) -> Bool {
    guard record.verdict == .green, record.subject.pinSet != pins else { return true }
    guard record.version.official == configuration.versionInfo.packageVersion else { return false }
    return facts.mayBear(record.version, record.subject.pinSet)
  }
}

extension ReleaseModel.Verdict {
  /// What the search learns from it; nothing from an unjudged one.
  fileprivate var outcome: Outcome? {
    switch self {
    case .green: .green
    case .red: .red
    case .unjudged: nil
    }
  }

  /// The same, for the answer to a question.
  var answer: Outcome { outcome ?? .unjudged }
}
