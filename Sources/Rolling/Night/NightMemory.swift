import RollPlanning

/// What earlier nights know: their verdicts, and what they believed to be at fault.
struct NightMemory: Sendable {
  let book: EvidenceBook
  let culprits: [RememberedCulprit]
}
