import Errors
import Foundation
import ReleaseModel
import Rolling

extension StepWork {
  /// What running a build or a pack left.
  struct Made: Sendable {
    var outcome: StepOutcome
    let report: ScriptReport?
    let place: Workplace
  }

  /// Runs the script of a build or a pack.
  ///
  /// A red that used what a compiler cache kept is seen again without it: what earlier builds, or a
  /// damaged disk, left there decides no verdict.
  func made(
    _ step: StepID, from parts: [StepID: Build], log: RunLog
  ) async throws(Failure) -> Made {
    guard step.action == .build else { return try await made(step, parts, [], log: log) }
    let (first, cache) = try await madeWithCache(step, parts, log: log)
    guard case .red(let because) = first.outcome.verdict, let cache else { return first }
    await logs.main.note("\(because); building again with an empty compiler cache")
    let fresh = try freshCompilerCache(for: step)
    let second = try await made(
      step, parts, [StepMount(fresh, at: "/ccache", writable: true)], log: log)
    guard case .green = second.outcome.verdict else { return second }
    await logs.main.note("the compiler cache \(cache.path) was the cause, and is emptied")
    compilerCache.empty(cache)
    return second
  }

  /// The same with what earlier builds left for the compiler, and where that lies when it was
  /// anything.
  private func madeWithCache(
    _ step: StepID, _ parts: [StepID: Build], log: RunLog
  ) async throws(Failure) -> (Made, URL?) {
    let (cache, lease) = try await compilerCacheFolder(for: step)
    defer { withExtendedLifetime(lease) {} }
    let isEmpty = CompilerCache.isEmpty(cache)
    let made = try await made(
      step, parts, [StepMount(cache, at: "/ccache", writable: true)], log: log)
    return (made, isEmpty ? nil : cache)
  }

  private func made(
    _ step: StepID, _ parts: [StepID: Build], _ more: [StepMount], log: RunLog
  ) async throws(Failure) -> Made {
    let place = try await workplace(for: step, from: parts)
    var mounts = standing(in: place) + needs(of: step, from: parts) + more
    if step.action == .build {
      mounts += try await exported(for: step, into: place)
    } else if let built = parts[StepID(action: .build, package: step.package, target: step.target)]
    {
      mounts.append(built.mount(at: "/built"))
    }
    let ran = try await run(step, mounts: mounts, log: log)
    var outcome = ran.outcome
    outcome.checks = ran.report?.steps.map(\.result) ?? []
    outcome.verdict = outcome.verdict.doubted(by: ran.disturbances).saying(step.title)
    return Made(outcome: outcome, report: ran.report, place: place)
  }
}
