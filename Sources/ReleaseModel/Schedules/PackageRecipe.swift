/// A package that we build and ship, as `packages/<name>/package.json` describes it.
package struct PackageRecipe: Sendable, Hashable {
  package let name: PackageName
  /// The one of its flavours that is built, when it has some.
  package let flavour: PlainWord?
  package let inputs: [PackageInput]
  /// The packages that must be built before it.
  package let needs: [PackageName]
  /// What the built compiler must say that it carries.
  package let plugins: [PlainWord]
  /// The targets that it is built for.
  package let targets: [TargetName]

  package init(
    name: PackageName, flavour: PlainWord? = nil, inputs: [PackageInput], needs: [PackageName],
    plugins: [PlainWord] = [], targets: [TargetName]
  ) {
    self.name = name
    self.flavour = flavour
    self.inputs = inputs
    self.needs = needs
    self.plugins = plugins
    self.targets = targets
  }

  /// The components that go into it.
  package var components: [ComponentName] { inputs.map(\.component) }
}

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
