import Digest
import Errors
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  /// The records that count; a file that does not read, and what was struck, stops nothing.
  package func evidence() async throws(Failure) -> [Evidence] {
    try await recordedEvidence().records
  }

  /// All of `refs/roller/evidence`: also what was struck, and the files that do not read.
  package func recordedEvidence() async throws(Failure) -> RecordedEvidence {
    try await healing { () async throws(Failure) in try await readEvidence() }
  }

  package func struckPinSets() async throws(Failure) -> Set<SHA256Digest> {
    Set(try await recordedEvidence().struck.map(\.evidence.subject.pinSet))
  }

  package func record(_ evidence: [Evidence]) async throws(Failure) {
    try await healing { () async throws(Failure) in try await add(evidence) }
  }

  package func culprits(
    of schedule: ScheduleName
  ) async throws(Failure) -> [RememberedCulprit] {
    try await healing { () async throws(Failure) in
      try await readCulprits(of: schedule)
    }
  }

  package func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(Failure) {
    try await healing { () async throws(Failure) in
      try await keep(culprits, of: schedule, date: date)
    }
  }

  /// Takes evidence that turned out wrong out of what counts, and keeps it with who says so and why.
  package func strike(_ struck: StruckEvidence) async throws(Failure) {
    try await healing { () async throws(Failure) in try await take(away: struck) }
  }

  /// All of `refs/roller/decisions`: also the files that do not read.
  package func decisions() async throws(Failure) -> RecordedDecisions {
    try await healing { () async throws(Failure) in try await readDecisions() }
  }

  package func decide(_ decision: Decision) async throws(Failure) {
    try await healing { () async throws(Failure) in try await add(decision) }
  }
}
