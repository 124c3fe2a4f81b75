import Digest
import RollPlanning

/// What earlier nights know: their verdicts, and what they believed to be at fault.
struct NightMemory: Sendable {
  let book: EvidenceBook
  let culprits: [RememberedCulprit]
  /// The pin sets that somebody struck evidence of.
  let struck: Set<SHA256Digest>
}
