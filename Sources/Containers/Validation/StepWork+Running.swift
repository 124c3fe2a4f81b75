import Errors
import Foundation
import ReleaseModel
import Rolling

extension StepWork {
  /// What running a step's script showed.
  struct Ran: Sendable {
    var outcome: StepOutcome
    let report: ScriptReport?
    /// What happened to the machine meanwhile.
    let disturbances: [Disturbance]
  }

  /// Runs the script of `step` when there is room for it on this machine.
  func run(
    _ step: StepID, mounts: [StepMount], log: RunLog
  ) async throws(Failure) -> Ran {
    guard let package = catalogue.packages[step.package],
      let definition = package.definition.step(step.action)
    else {
      throw Failure(
        .badData, doing: step.title, found: "no script",
        hint: "docs/recipes.md describes the steps of a package")
    }
    let machine = engine.machine
    var limits = definition.limits
    limits.cores = min(limits.cores, machine.resources.cores)
    let share = Reservation.Share(cores: limits.cores, memory: limits.memory)
    let date = catalogue.document(for: step, from: [:])?.archiveDate ?? Timestamp(seconds: 0)
    let environment = [
      "SOURCE_DATE_EPOCH": "\(date.seconds)", "ROLLER_TARGET": "\(step.target)",
      "ROLLER_JOBS": "\(max(1, Int(limits.cores)))",
      "ROLLER_CHECKS": briefPlan(of: step),
    ].compactMapValues(\.self)
    let stepRun = StepRun(
      engine: engine, package: package, recipes: recipes, images: catalogue.images(for: step),
      python: catalogue.graph.python(of: step), place: scratch.folder, limits: limits, log: log)
    let ran = try await reservation.holding(share) { () throws(Failure) -> Ran in
      await logs.main.note("== \(step.title)")
      logs.note(.began(step.shown))
      let elapsed = stopwatch(on: machine.clock)
      let result = try await stepRun(
        definition, name: "\(scratch.name)-\(step.word)", title: step.title, mounts: mounts,
        environment: environment)
      var outcome = StepOutcome(verdict: result.verdict)
      outcome.memoryLimit = result.disturbances.ownMemoryLimit
      outcome.milliseconds = elapsed().milliseconds
      return Ran(outcome: outcome, report: result.report, disturbances: result.disturbances)
    }
    guard let ran else { throw .cancelled(doing: step.title) }
    return ran
  }

  /// Tries what was made in an image that has nothing else.
  func check(
    _ step: StepID, from parts: [StepID: Build]
  ) async throws(Failure) -> StepOutcome {
    let graph = catalogue.graph
    guard let package = graph[package: step.package],
      let expected = graph.expectation(of: step),
      let made = parts[graph.made(step.package, step.target)]
    else { return StepOutcome(verdict: .unjudged(because: "nothing was made")) }
    let log = logs.log(for: step)
    let place = try await workplace(for: step, from: parts)
    var mounts = [made.mount(at: "/in")] + standing(in: place, input: "/inputs")
    if let host = expected.host.flatMap({ parts[graph.made(step.package, $0)] }) {
      mounts.append(host.mount(at: "/host"))
    }
    if let wheels = catalogue.inputs.wheelhouses[step.package]?[graph.python(of: step)] {
      mounts.append(StepMount(wheels.folder, at: "/wheelhouse", holding: wheels.digests))
    }
    let ran = try await run(step, mounts: mounts + needs(of: step, from: parts), log: log)
    var outcome = ran.outcome
    let judged = CheckJudgement(
      verdict: outcome.verdict, report: ran.report, lines: checks(in: place),
      expected: expected,
      plugins: briefPlan(of: step) == nil ? package.plugins.map(\.description) : [])
    outcome.checks = judged.checks.map { $0.on(step.python) }
    outcome.verdict = judged.final.doubted(by: ran.disturbances).saying(step.title)
    logs.note(.ended(step.shown, outcome.verdict))
    outcome.log = (log.file, await log.close())
    return outcome
  }

  /// The names of the checks that are run, when they are not all.
  private func briefPlan(of step: StepID) -> String? {
    guard step.action == .check else { return nil }
    let all = catalogue.graph[package: step.package]?.targets[step.target]?.checks
    let wanted = catalogue.graph.expectation(of: step)?.checks
    return wanted == all ? nil : wanted?.joined(separator: " ")
  }

  private func checks(in place: Workplace) -> Result<[ReportedCheck], ReportError> {
    do throws(ReportError) {
      let bytes = try bytesOfOutput("checks.jsonl", in: place.output, limit: 8 << 20)
      var checks: [ReportedCheck] = []
      for line in bytes.split(separator: 0x0A) {
        guard let check = ReportedCheck(line: String(decoding: line, as: UTF8.self)) else {
          throw ReportError(found: "checks.jsonl, line \(checks.count + 1): not a check")
        }
        checks.append(check)
      }
      return .success(checks)
    } catch {
      return .failure(error)
    }
  }
}

extension CheckResult {
  /// The same, said to be on `python` where the target has several.
  fileprivate func on(_ python: PythonTag?) -> CheckResult {
    guard let python else { return self }
    return CheckResult(
      program: program, device: device, action: "\(action) on \(python)", passed: passed,
      detail: detail, milliseconds: milliseconds)
  }
}

extension PackageRecipe {
  func step(_ action: StepID.Action) -> Step? {
    switch action {
    case .build: build
    case .pack: pack
    case .check: check
    }
  }
}

/// What a clock shows since this was called.
func stopwatch(on clock: any Clock<Duration>) -> @Sendable () -> Duration {
  func start<Watch: Clock<Duration>>(_ watch: Watch) -> @Sendable () -> Duration {
    let began = watch.now
    return { began.duration(to: watch.now) }
  }
  return start(clock)
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
