/// One component that a schedule moves, and where its candidates come from.
package struct ScheduledRoll: Sendable, Hashable {
  package let component: ComponentName
  package let source: Source
  package let why: String

  package init(component: ComponentName, source: Source, why: String) {
    self.component = component
    self.source = source
    self.why = why
  }
}
