import Git
import ReleaseModel

/// Where a pin comes from: the newest commit that set it, and what stood there before.
package struct PinOrigin: Sendable, Equatable {
  package let component: ComponentName
  package let pin: Pin
  package let entry: LogEntry
  /// Nil when the component came in with it.
  package let before: Pin?
}

extension ReleaseHistory {
  /// For each of `components` (all when nil) the commit that set its pin in `revision`.
  ///
  /// The walk ends as soon as every one is found.
  package func origins(
    of components: [ComponentName]? = nil, at revision: String = "HEAD"
  ) async throws(GitError) -> [PinOrigin] {
    let log = try await log(from: revision) { entries in
      guard let newest = entries.first(where: { $0.pins != nil })?.pins else { return false }
      let wanted = components ?? newest.components
      return wanted.allSatisfy { name in entries.contains { $0.concerns(name) } }
    }
    guard let pins = log.first(where: { $0.pins != nil })?.pins else { return [] }
    return (components ?? pins.components).compactMap { name in
      guard let pin = pins[name], let entry = log.first(where: { $0.concerns(name) }) else {
        return nil
      }
      return PinOrigin(
        component: name, pin: pin, entry: entry,
        before: entry.bumps.first { $0.component == name }?.from)
    }
  }
}
