/// A point that asks whether holding back another component would be cheaper.
struct PartnerProbe: Hashable, Sendable {
  var question: Question
  /// The red plan that a green probe is searched towards.
  var goal: Point
}
