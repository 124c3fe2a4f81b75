import Errors
import ReleaseModel
import RollPlanning

/// How far something was driven.
enum DriveEnd: Sendable {
  case done(ForgeFacts)
  /// Something stands in the way that tonight will not end.
  case stopped(LandingStop, ForgeFacts)

  var facts: ForgeFacts {
    switch self {
    case .done(let facts), .stopped(_, let facts): facts
    }
  }

  var stop: LandingStop? {
    if case .stopped(let stop, _) = self { stop } else { nil }
  }
}

/// Takes step after step, reading the facts before each, until nothing is left to do or something
/// stands in the way.
struct Driver: Sendable {
  let host: Host
  let clock: NightClock
  let observer: any NightObserver
  let slot: SlotBranch
  /// The branch that it leads to; the default branch when nil.
  let branch: BranchName?
  /// How long it waits for others, in seconds.
  let patience: Int64

  func facts() async throws(NightError) -> ForgeFacts {
    try await asking { () throws(Failure) in try await host.facts(for: slot, on: branch) }
  }

  func drive(
    _ nextStep: (ForgeFacts) -> NextStep,
    preparing: (LandingStep) async throws(NightError) -> LandingStep = {
      (step) async throws(NightError) in step
    }
  ) async throws(NightError) -> DriveEnd {
    var settling = Backoff(clock: clock)
    var waiting = ForgePatience(clock: clock, seconds: patience)
    var last: LandingStep?
    var awaited = "the forge to show the result"
    while true {
      let facts = try await facts()
      var next = nextStep(facts)
      if case .take(let step) = next {
        // A forge that takes a step and shows nothing of it is given time, not the same step for ever.
        if step == last { try await settling.wait(for: awaited) }
        last = step
        observer.note(.step(step))
        next = try await take(try await preparing(step), facts) ?? next
        if case .wait(.forge(let found)) = next { awaited = "a step that had no effect (\(found))" }
      }
      switch next {
      case .done: return .done(facts)
      case .stop(let stop): return .stopped(stop, facts)
      case .take: continue
      case .wait(.forge(let what)):
        observer.note(.waiting(for: what))
        try await settling.wait(for: what)
      case .wait(let what):
        last = nil
        observer.note(.waiting(for: "\(what)"))
        guard try await waiting.wait() else { return .stopped(.stillWaiting(what), facts) }
      }
    }
  }

  /// Does `step`; what it turned out to wait for, or why it may not be done, when the forge said so.
  private func take(
    _ step: LandingStep, _ facts: ForgeFacts
  ) async throws(NightError) -> NextStep? {
    do throws(Failure) {
      try await host.perform(step)
      return nil
    } catch {
      // Somebody was faster: the next look at the facts says what that means.
      if error.kind == .moved { return .wait(.forge(error.found)) }
      if error.kind == .rejected, case .forge(.mergePullRequest) = step,
        error.found.contains("not mergeable")
      {
        return .stop(.mainMoved(to: facts.main.revision.abbreviated))
      }
      // What could not be read of the branch's rules is learnt from its refusal.
      guard error.kind == .rejected, let refusal = BranchRefusal(error.found) else {
        throw .failed(error)
      }
      switch step {
      case .git(.fastForward(let branch, _, _)):
        if refusal.demandsPullRequest { return .stop(.branchTakesMergesOnly(branch: "\(branch)")) }
        return .wait(.checks(refusal.checks.map { "\"\($0)\"" }, number: facts.open?.number))
      case .forge(.mergePullRequest(let request)):
        return .wait(.checks(refusal.checks.map { "\"\($0)\"" }, number: request.number))
      default: throw .failed(error)
      }
    }
  }
}
