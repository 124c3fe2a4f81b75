import Errors
import ReleaseModel
import RollPlanning
import SafeText

/// Why a night ended early.
package enum NightError: Error, Sendable {
  /// Files of the release repository that do not say what they should.
  case badData(Mistakes)
  /// A schedule whose components cannot be searched together.
  case unsearchable(ScheduleName, why: String)
  case unknownSchedule(ScheduleName, known: [ScheduleName])
  /// A schedule that may be planned, but not rolled.
  case disabled(ScheduleName, missing: String)
  /// Components that no package of the schedule is built from, so that every verdict would be about
  /// something else.
  case unjudgeable(ScheduleName, [ComponentName])
  /// main's pins are not those that the search began with.
  case stale(StaleBump)
  /// The forge, git or whoever validates did not do what was asked.
  case failed(Failure)
  /// This machine's clock is not what others' clocks are.
  case wrongClock(found: String, hint: String)
  /// Something stands in the way of one release.
  case stopped(LandingStop)
  /// The person or the machine ended the night; nothing is lost.
  case interrupted
  /// Something that passes: a rate limit, a machine that failed.
  case tryLater(found: String, hint: String)
  /// What was rebuilt for the release is not what was validated.
  case notReproducible(file: String)
  case outOfVersions(day: CalendarDate)
  /// A schedule's branch holds nothing of a person's.
  case nothingToAdopt(branch: String, isThere: Bool)
}

extension NightError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badData(let mistakes): mistakes.description
    case .unsearchable(let name, let why): "schedules/\(name).json: \(why)"
    case .unknownSchedule(let name, let known):
      "\"\(name)\" is not a schedule\n  hint: schedules/ has "
        + known.map(\.description).joined(separator: ", ")
    case .disabled(let name, let missing):
      "schedules/\(name).json: it is disabled; missing: \(UntrustedText(missing).terminal())"
        + "\n  hint: roller plan \(name) shows what it would try"
    case .unjudgeable(let name, let components):
      "schedules/\(name).json: no package that it builds is made from "
        + components.map(\.description).joined(separator: ", ") + ", so nothing could judge a roll"
        + "\n  hint: list packages made from them under \"packages\", or do not roll them"
    case .stale(let bump): bump.description
    case .failed(let error): error.description
    case .wrongClock(let found, let hint): "\(found)\n  hint: \(hint)"
    case .stopped(let stop): "\(stop)\n  hint: \(stop.remedy)"
    case .interrupted: "interrupted; nothing is lost\n  hint: run the same command to continue"
    case .tryLater(let found, let hint): "\(found)\n  hint: \(hint)"
    case .notReproducible(let file):
      "releasing \(file): it was built again and its bytes differ from those that were validated"
        + "\n  hint: the recipe is not reproducible; validate the pin set again under a new version"
    case .outOfVersions(let day):
      "naming tonight's pre-release: all 999 builds of \(day) are taken"
        + "\n  hint: roll again tomorrow"
    case .nothingToAdopt(let branch, let isThere):
      "adopting \(branch): "
        + (isThere
          ? "its commit is roller's own and does not need adopting" : "there is no such branch")
        + "\n  hint: push your commits to it first"
    }
  }
}

extension NightError {
  package var exitCode: ExitCode {
    switch self {
    case .badData(let mistakes): ExitCode(rawValue: mistakes.exitCode) ?? .badData
    case .unsearchable, .unknownSchedule, .stale, .nothingToAdopt: .badData
    case .notReproducible, .disabled, .unjudgeable, .wrongClock: .refused
    case .stopped(let stop): stop.exitCode
    case .tryLater, .outOfVersions, .interrupted: .tryLater
    case .failed(let error): ExitCode(error)
    }
  }
}
