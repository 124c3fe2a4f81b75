/// A package that we build and ship, as `packages/<name>/package.json` describes it.
package struct PackageRecipe: Sendable, Hashable {
  package let name: PackageName
  /// The components that go into it.
  package let inputs: [ComponentName]
  /// The packages that must be built before it.
  package let needs: [PackageName]
  /// The targets that it is built for.
  package let targets: [TargetName]

  package init(
    name: PackageName, inputs: [ComponentName], needs: [PackageName], targets: [TargetName]
  ) {
    self.name = name
    self.inputs = inputs
    self.needs = needs
    self.targets = targets
  }
}
