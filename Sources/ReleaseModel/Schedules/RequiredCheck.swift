/// A check that must be success before a roll lands.
package struct RequiredCheck: Sendable, Hashable {
  /// The name of the check run, or the context of the status.
  package let name: String
  /// The app that it must come from, by slug or by number; nil for any.
  package let app: String?

  package init(name: String, app: String? = nil) {
    self.name = name
    self.app = app
  }
}
