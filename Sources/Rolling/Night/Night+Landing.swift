import ReleaseModel
import RollPlanning

extension Night {
  /// Drives the roll of `schedule`.
  func drive(
    _ schedule: Schedule, _ nextStep: (ForgeFacts) -> NextStep,
    preparing: (LandingStep) async throws(NightError) -> LandingStep = {
      (step) async throws(NightError) in step
    }
  ) async throws(NightError) -> DriveEnd {
    try await driver(schedule).drive(nextStep, preparing: preparing)
  }

  func facts(_ schedule: Schedule) async throws(NightError) -> ForgeFacts {
    try await driver(schedule).facts()
  }

  private func driver(_ schedule: Schedule) -> Driver {
    Driver(
      host: host, clock: clock, observer: observer, slot: SlotBranch(schedule.name),
      branch: schedule.branch, patience: schedule.patience)
  }
}
