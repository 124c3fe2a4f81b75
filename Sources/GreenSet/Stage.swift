/// What a search is waiting for.
enum Stage: Sendable {
  case validating(Point)
  case localising(Localisation, Localisation.Bracket)
  /// Open suspicions, and the plan that is next.
  case suspecting([Question], plan: Point)
  /// The plan is green: probes that may yet refute what holds components back.
  case probing(Point, [Question])
  case diagnosing(Point, Question)
  case done(Point)
  /// Planning was cut short.
  case lost
}
