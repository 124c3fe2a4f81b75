/// When one step of the timeline is taken, and in which company.
///
/// Steps with the same moment, leader and leading revision form a bundle; its leader comes last.
struct StepKey: Comparable, Hashable, Sendable {
  /// Revisions that a pinning component has not reached yet come after all others.
  var isUnpinned: Bool
  var moment: Double
  var leader: Int
  var revision: Int

  static func < (one: StepKey, other: StepKey) -> Bool {
    if one.isUnpinned != other.isUnpinned { return other.isUnpinned }
    if one.moment != other.moment { return one.moment < other.moment }
    if one.leader != other.leader { return one.leader < other.leader }
    return one.revision < other.revision
  }
}
