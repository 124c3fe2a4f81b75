/// One component that a schedule moves, and where its candidates come from.
package struct ScheduledRoll: Sendable, Hashable {
  package let component: ComponentName
  package let source: Source
  package let why: String
  /// When not empty, only commits of the branch that touch one of these files or folders are
  /// candidates.
  package let paths: [String]
  /// When given, only commits of the branch that upstream itself marked are candidates.
  package let green: GreenMark?

  package init(
    component: ComponentName, source: Source, why: String, paths: [String] = [],
    green: GreenMark? = nil
  ) {
    self.component = component
    self.source = source
    self.why = why
    self.paths = paths
    self.green = green
  }
}
