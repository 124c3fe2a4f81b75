import CommandLineTool
import Desk
import Errors
import GitHub
import ReleaseModel
import RollPlanning
import Rolling

extension Wiring {
  /// All of `refs/roller/evidence`.
  func recordedEvidence() async throws -> RecordedEvidence {
    try await withForge(.reading) { forge, _ in
      try await forge.releaseRepository.recordedEvidence()
    }
  }

  /// Strikes what `choice` names; what is struck now, whoever struck it first.
  func strike(_ choice: EvidenceChoice, who: String, why: Reason) async throws -> [StruckEvidence] {
    try await withForge(try await writingUnlessUnfounded()) { forge, _ in
      let repository = forge.releaseRepository
      let recorded = try await repository.recordedEvidence()
      let now = clock.now()
      let chosen = try choice.records(in: recorded)
      let struck = chosen.records.compactMap {
        StruckEvidence($0, who: who, why: why, when: now)
      }
      for record in struck {
        try await repository.strike(record)
      }
      return chosen.struck + struck
    }
  }

  /// Keeps a person's word that what they pushed to the branch of `schedule` lands.
  func adopt(_ schedule: ScheduleName, who: String, why: Reason) async throws -> SlotHead {
    try await withForge(try await writingUnlessUnfounded()) { forge, _ in
      do throws(NightError) {
        return try await Adoption(host: forge.host, clock: clock)
          .record(schedule, who: who, why: why)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// A forge that is not there yet holds nothing to decide about, so it is not founded for that.
  private func writingUnlessUnfounded() async throws -> ForgeUse {
    try await checkoutStanding()?.isFounded == false ? .reading : .writing
  }
}

/// Asks the forge, and calls its errors the command's.
func asking<Value>(
  _ body: () async throws(Failure) -> Value
) async throws(CommandFailure) -> Value {
  do throws(Failure) { return try await body() } catch { throw CommandFailure(error) }
}
