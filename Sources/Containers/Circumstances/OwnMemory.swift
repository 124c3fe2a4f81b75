import ReleaseModel

/// A step that reaches its own limit of memory once may have met a bad moment; twice in the same step
/// is what the pins need, or the night would try them for ever.
extension StepOutcome {
  /// The limit that it reached, when it must be tried again for that.
  var memoryToTryAgain: Int? {
    if case .unjudged = verdict { memoryLimit } else { nil }
  }

  /// This second outcome of `step`, which is red when both reached the limit.
  func again(after first: StepOutcome, _ step: StepID) -> StepOutcome {
    guard let limit = memoryToTryAgain, first.memoryToTryAgain == limit else { return self }
    var outcome = self
    outcome.verdict = .red(
      because: "\(step.title): needs more than \(limit) MiB of memory: it reached its limit twice; "
        + "if the pins are right, raise \"memory-mib\" in package.json")
    return outcome
  }
}

extension [Disturbance] {
  /// The limit of memory that the container reached, when nothing else happened.
  var ownMemoryLimit: Int? {
    guard count == 1, case .outOfMemory(isOwn: true, let limit)? = first else { return nil }
    return limit
  }
}
