import ReleaseModel
import RollPlanning

/// Why a night ended early.
package enum NightError: Error, Sendable {
  /// Files of the release repository that do not say what they should.
  case badData(Mistakes)
  /// A schedule whose components cannot be searched together.
  case unsearchable(ScheduleName, why: String)
  case unknownSchedule(ScheduleName, known: [ScheduleName])
  /// main's pins are not those that the search began with.
  case stale(StaleBump)
  case forge(ForgeError)
  case validator(ValidatorError)
  case refused(LandingStop)
  /// Something that passes: a rate limit, a machine that failed.
  case tryLater(found: String, hint: String)
  /// What was rebuilt for the release is not what was validated.
  case notReproducible(file: String)
  /// The newest roll names evidence that the forge does not hold.
  case evidenceMissing(commit: Revision)
  case outOfVersions(day: CalendarDate)
}

extension NightError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badData(let mistakes): mistakes.description
    case .unsearchable(let name, let why): "schedules/\(name).json: \(why)"
    case .unknownSchedule(let name, let known):
      "\"\(name)\" is not a schedule\n  hint: schedules/ has "
        + known.map(\.description).joined(separator: ", ")
    case .stale(let bump): bump.description
    case .forge(let error): error.description
    case .validator(let error): error.description
    case .refused(let stop): stop.description
    case .tryLater(let found, let hint): "\(found)\n  hint: \(hint)"
    case .notReproducible(let file):
      "releasing \(file): it was built again and its bytes differ from those that were validated"
        + "\n  hint: the recipe is not reproducible; validate the pin set again under a new version"
    case .evidenceMissing(let commit):
      "releasing \(commit.abbreviated): refs/roller/evidence lacks what its message names"
        + "\n  hint: restore that ref, or revert the roll"
    case .outOfVersions(let day):
      "naming tonight's pre-release: all 999 builds of \(day) are taken"
        + "\n  hint: roll again tomorrow"
    }
  }
}

extension NightError {
  package var exitCode: ExitCode {
    switch self {
    case .badData(let mistakes): ExitCode(rawValue: mistakes.exitCode) ?? .badData
    case .unsearchable, .unknownSchedule, .stale: .badData
    case .refused, .notReproducible, .evidenceMissing: .refused
    case .tryLater, .validator, .outOfVersions: .tryLater
    case .forge(let error):
      switch error.kind {
      case .tryLater: .tryLater
      case .refused, .moved, .malformed: .remoteSaidNo
      }
    }
  }
}
