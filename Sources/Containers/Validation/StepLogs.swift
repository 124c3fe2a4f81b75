import ArtifactStore
import Foundation
import Processes
import ReleaseModel
import Rolling

/// The logs of one validation: its own, and one for each step that runs.
struct StepLogs: Sendable {
  /// What the validation did, step by step.
  let main: RunLog
  private let folder: URL
  private let progress: ValidationProgress
  /// Held as long as somebody writes here; nil where it could not be had, which costs no verdict.
  private let lease: FileLock?

  /// Logs in a folder below `root` of their own, called `name`, or with a number when that is taken.
  init(below root: URL, name: String, progress: ValidationProgress) {
    folder = Self.made(below: root, name)
    self.progress = progress
    lease = FileLock.taken(Self.lease(folder))
    main = RunLog(file: folder.appending(path: "validation.log")) {
      progress.note(.line($0, of: nil))
    }
  }

  private static func made(below root: URL, _ name: String) -> URL {
    try? FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for number in 1...1_000 {
      let folder = root.appending(path: number == 1 ? name : "\(name).\(number)")
      if mkdir(folder.path, 0o755) == 0 { return folder }
      guard errno == EEXIST else { break }
    }
    return root.appending(path: "\(name).\(UUID())")
  }

  /// Removes all but the `count` newest folders below `root`, and none that is written to.
  static func prune(_ root: URL, keeping count: Int) {
    for folder in newestFirst(root).dropFirst(count) {
      guard let lease = FileLock.taken(lease(folder)) else { continue }
      try? FileManager.default.removeItem(at: folder)
      withExtendedLifetime(lease) {}
    }
  }

  private static func lease(_ folder: URL) -> URL { folder.appending(path: ".lease") }

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
    ValidationStep(package: package, target: target, action: action.rawValue, python: python)
  }
}
