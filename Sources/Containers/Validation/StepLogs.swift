import Foundation
import ReleaseModel
import Rolling

/// The logs of one validation: its own, and one for each step that runs.
struct StepLogs: Sendable {
  /// What the validation did, step by step.
  let main: RunLog
  private let folder: URL
  private let progress: ValidationProgress

  /// Logs in a folder of their own.
  init(in folder: URL, progress: ValidationProgress) {
    self.folder = folder
    self.progress = progress
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    main = RunLog(file: folder.appending(path: "validation.log")) {
      progress.note(.line($0, of: nil))
    }
  }

  /// The log of `step`, whose lines are shown as they come.
  func log(for step: StepID) -> RunLog {
    let shown = step.shown
    return RunLog(file: folder.appending(path: "\(step.word).log")) { [progress] in
      progress.note(.line($0, of: shown))
    }
  }

  func note(_ note: ValidationNote) { progress.note(note) }
}

extension StepID {
  /// The step as whoever watches knows it.
  var shown: ValidationStep {
    ValidationStep(package: package, target: target, action: action.rawValue)
  }
}
