/// How one commit of a component stands to another.
package enum Descent: Sendable, Hashable {
  /// The second descends from the first, or is it.
  case forward
  /// The first descends from the second.
  case backward
  /// Neither descends from the other.
  case apart
  /// We could not tell: no mirror, or one that does not have them.
  case unknown(because: String)
}
