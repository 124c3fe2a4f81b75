import Rolling

/// What is asked of a night.
enum NightKind: Sendable {
  /// Say what a roll would try.
  case plan
  /// Roll; with a person's word, pins too that somebody said no to.
  case roll(again: TryAgain?)

  var isPlan: Bool {
    if case .plan = self { true } else { false }
  }

  func run(_ night: Night) async throws(NightError) -> NightSummary {
    switch self {
    case .plan: try await night.plan()
    case .roll(let again): try await night.roll(again: again)
    }
  }
}
