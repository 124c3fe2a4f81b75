import ReleaseModel

extension ComponentStanding {
  /// Where the component stays and why, when nothing was validated to find that out; `code` marks up
  /// what others wrote.
  package func rest(code: (String) -> String) -> String? {
    switch self {
    case .moved, .newestAlready, .held: nil
    case .undecided(let label, let newest):
      "\(code(label)); newer versions up to \(code(newest)) exist but could not be validated."
    case .unknown(let label, let because):
      "\(code(label)): upstream could not be asked: \(code(because))"
    case .absent(let label, let because): "\(code(label)): \(code(because))"
    case .parked(let label, let because):
      "\(code(label)), parked until a person has looked: \(code(because))"
    case .onHold(let label, let because): "\(code(label)), held by hand: \(code(because))"
    case .quarantined(let label, let entry):
      "\(code(label)): \(code(entry.label)) was reverted by \(entry.commit.abbreviated), "
        + "and there is nothing newer: \(code(entry.because))"
    case .tied(let label, let newest, let others):
      "\(code(label)); up to \(code(newest)) exists, but it can only move together with "
        + others.map { code("\($0)") }.joined(separator: " and ") + "."
    }
  }
}
