import ArtifactStore
import BlockingPool
import Digest
import Errors
import Foundation
import Processes
import ReleaseModel
import Rolling

/// Does the steps of one validation: finds what was made before, makes the rest, and tries it.
struct StepWork: Sendable {
  let catalogue: StepCatalogue
  /// What the recipes must be whenever a step begins.
  let recipes: RecipeExport
  let engine: ContainerEngine
  let store: ArtifactStore
  let shared: SharedStore
  let leases: Leases
  let sources: any InputSource
  let reservation: Reservation
  let compilerCache: CompilerCache
  /// Where the folders of the containers are made, and what the containers' names begin with.
  let scratch: Scratch
  let logs: StepLogs

  /// What a build or a pack made before, every file of it verified; nil when it must be made.
  func find(_ step: StepID) async throws(Failure) -> Build? {
    guard let key = catalogue.keys[step] else { return nil }
    try await leases.hold(key)
    if let build = await local(key) { return build }
    return await shared.fetch(key) ? await local(key) : nil
  }

  /// The outcome of a step that was red twice before from the very same things.
  func knownRed(_ step: StepID) async -> StepOutcome? {
    guard let key = catalogue.keys[step], !catalogue.job.isAfresh,
      let reason = KnownReds(in: store.places).reason(key)
    else { return nil }
    await logs.main.note("\(step.title): the same was red twice before, \(key)")
    logs.note(.reused(step.shown))
    var outcome = StepOutcome(verdict: .red(because: reason))
    outcome.isReused = true
    return outcome
  }

  private func local(_ key: SHA256Digest) async -> Build? {
    await BlockingPool.shared.run {
      guard let entry = store.entry(key) else { return nil }
      guard let bytes = try? bytesOfOutput("result.json", in: entry.folder, limit: 4 << 20),
        let report = try? ScriptReport(parsing: bytes), report.verdict == .green
      else {
        store.remove(key)
        return nil
      }
      return Build(report: report, entry: entry)
    }
  }

  /// Does `step` with what `parts` left; once more when it reached its own limit of memory.
  func perform(
    _ step: StepID, from parts: [StepID: Build]
  ) async throws(Failure) -> StepOutcome {
    let first = try await performOnce(step, from: parts)
    guard let limit = first.memoryToTryAgain else { return first }
    await logs.main.note("\(step.title) needed more than \(limit) MiB of memory; running it again")
    return try await performOnce(step, from: parts).again(after: first, step)
  }

  private func performOnce(
    _ step: StepID, from parts: [StepID: Build]
  ) async throws(Failure) -> StepOutcome {
    switch step.action {
    case .build, .pack: try await make(step, from: parts)
    case .check: try await check(step, from: parts)
    }
  }

  /// Makes what is not made yet; two that want the same make it once.
  private func make(
    _ step: StepID, from parts: [StepID: Build]
  ) async throws(Failure) -> StepOutcome {
    guard let key = catalogue.keys[step] else { throw unknown(step) }
    try await leases.hold(key)
    let lock = try await FileLock.acquire(
      store.places.buildLock(key), on: engine.machine.clock
    ) { await logs.main.note("\(step.title): waiting for another process that makes the same") }
    defer { withExtendedLifetime(lock) {} }
    if let build = await local(key) { return await reused(step, build) }
    if let red = await knownRed(step) { return red }
    let log = logs.log(for: step)
    var made = try await made(step, from: parts, log: log)
    switch made.outcome.verdict {
    case .green:
      KnownReds(in: store.places).remove(key)
      guard let report = made.report else { break }
      try await keep(report, in: made.place, as: key, of: step, into: &made.outcome)
      if made.outcome.build != nil { await shared.send(key) }
    case .red(let reason): KnownReds(in: store.places).add(key, because: reason)
    case .unjudged: break
    }
    logs.note(.ended(step.shown, made.outcome.verdict))
    made.outcome.log = (log.file, await log.close())
    return made.outcome
  }

  /// The outcome for what was made before.
  func reused(_ step: StepID, _ build: Build) async -> StepOutcome {
    await logs.main.note(
      "\(step.title): the same was built before" + (catalogue.keys[step].map { ", \($0)" } ?? ""))
    logs.note(.reused(step.shown))
    var outcome = StepOutcome(verdict: .green, build: build, isReused: true)
    outcome.checks = build.report.steps.map(\.result)
    return outcome
  }

  private func keep(
    _ report: ScriptReport, in place: Workplace, as key: SHA256Digest, of step: StepID,
    into outcome: inout StepOutcome
  ) async throws(Failure) {
    let kept = await BlockingPool.shared.run { () -> Result<Build?, Failure> in
      guard let build = try? Build(verifying: report, in: place.output) else {
        return .success(nil)
      }
      do throws(Failure) {
        _ = try store.keep(
          build.files.merging(["result.json": build.reportFile]) { _, new in new },
          what: step.title, as: key)
      } catch {
        return .failure(error)
      }
      guard let entry = store.entry(key) else { return .failure(unreadable(step)) }
      return .success(Build(report: report, entry: entry))
    }
    outcome.build = try kept.get()
    guard outcome.build == nil else { return }
    do throws(ReportError) { _ = try Build(verifying: report, in: place.output) } catch {
      outcome.verdict = .unjudged(because: error.found).saying(step.title)
    }
  }

  private func unreadable(_ step: StepID) -> Failure {
    Failure(
      .unavailable, doing: "storing what the \(step.title) made",
      found: "the stored files cannot be read back",
      hint: "look at the disk of the cache, and run again")
  }

  private func unknown(_ step: StepID) -> Failure {
    Failure(
      .badData, doing: step.title, found: "no such step",
      hint: "docs/recipes.md describes the steps of a package")
  }
}
