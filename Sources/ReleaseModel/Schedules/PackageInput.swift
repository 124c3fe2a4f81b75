/// A component that goes into a package, and how much of it.
package struct PackageInput: Sendable, Hashable {
  package let component: ComponentName
  /// The paths of a git component whose content decides the package; empty for all of it.
  package let paths: [String]

  package init(component: ComponentName, paths: [String] = []) {
    self.component = component
    self.paths = paths
  }
}
