import RollPlanning

/// How often one night has planned again, and why.
struct Retries: Sendable {
  /// Times that the branch moved between a proposal on its head and its landing.
  private(set) var moves = 0
  private(set) var names = 0
  /// Whether a proposal must stand on the branch's head, because everything else is ready.
  private(set) var isOnHead = false

  /// Counts `stop`; whether the night goes on after it.
  mutating func mayGoOn(after stop: LandingStop, on head: Bool) -> Bool {
    switch stop {
    case .mainMoved:
      isOnHead = true
      if head { moves += 1 }
      return moves < 2
    case .versionTaken:
      names += 1
      return names < 3
    case .branchHasOtherWork, .closedByHand, .waitsForPerson, .isDraft, .checksAreNotGreen,
      .stillWaiting, .branchTakesMergesOnly, .tagTaken, .releaseDiffers, .releaseLacks,
      .workIsBehind, .workIsRed:
      return false
    }
  }
}
