/// How a schedule finds candidates.
package enum Source: Sendable, Hashable {
  /// The head of the tracking branch.
  case head
  /// Tags whose names match a pattern with `*`.
  case tags(String)
  /// What another component pins, at that component's candidate.
  case pinnedBy(ComponentName)
  /// Releases on the Python index; pre-releases too when asked.
  case index(preReleases: Bool)
  /// What a wheel records about itself.
  case recordedIn(ComponentName)
}
