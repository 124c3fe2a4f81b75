/// How far a search has come.
package enum SearchStatus: Hashable, Sendable {
  case searching
  /// Nothing is left to ask.
  case finished
  /// The budget is spent; the best so far stands.
  case budgetSpent
  /// These questions came back unjudged too often; try later. The best so far stands.
  case cannotJudge([Question])
  /// Planning was cut short; the best so far stands.
  case planningCutShort
}
