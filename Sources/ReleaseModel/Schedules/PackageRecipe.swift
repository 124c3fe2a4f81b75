/// A package that we build and ship, as `packages/<name>/package.json` describes it.
package struct PackageRecipe: Sendable, Hashable {
  /// One script and the container that it runs in.
  package struct Step: Sendable, Hashable {
    /// The role of the image, such as `build`.
    package let image: String
    package let script: String
    /// The program in the image that runs the script.
    package let interpreter: String
    package let limits: ContainerLimits

    package init(image: String, script: String, interpreter: String, limits: ContainerLimits) {
      self.image = image
      self.script = script
      self.interpreter = interpreter
      self.limits = limits
    }
  }

  /// What must be shown on one target.
  package struct Expectation: Sendable, Hashable {
    /// `program/device/via`, or one word for a check of the package itself; none where it is only built.
    package let checks: [String]
    /// Checks that may fail, which the recipe explains.
    package let optional: Set<String>
    /// The target whose build the check needs too, when this one cannot compile by itself.
    package let host: TargetName?
    /// Whether nothing here can try what is built for the target.
    package let isBuildOnly: Bool

    package init(checks: [String], optional: Set<String>, host: TargetName?, isBuildOnly: Bool) {
      self.checks = checks
      self.optional = optional
      self.host = host
      self.isBuildOnly = isBuildOnly
    }
  }

  package let name: PackageName
  /// The one of its flavours that is built, when it has some.
  package let flavour: PlainWord?
  /// The folder beside the package's own whose code its scripts share with other packages'.
  package let library: PackageName?
  package private(set) var inputs: [PackageInput]
  /// The packages that must be built before it.
  package private(set) var needs: [PackageName]
  /// The packages that it needs too, with their inputs, wherever they are built.
  package let optionalNeeds: [PackageName]
  /// What the built compiler must say that it carries.
  package let plugins: [PlainWord]
  package let build: Step
  /// Makes the release's files from what was built, which then knows no version.
  package let pack: Step?
  /// Nil only where every target is build-only.
  package let check: Step?
  /// The targets that it is built for.
  package let targets: [TargetName: Expectation]

  package init(
    name: PackageName, flavour: PlainWord? = nil, library: PackageName? = nil,
    inputs: [PackageInput], needs: [PackageName], optionalNeeds: [PackageName] = [],
    plugins: [PlainWord] = [], build: Step, pack: Step? = nil, check: Step? = nil,
    targets: [TargetName: Expectation]
  ) {
    self.name = name
    self.flavour = flavour
    self.library = library
    self.inputs = inputs
    self.needs = needs
    self.optionalNeeds = optionalNeeds
    self.plugins = plugins
    self.build = build
    self.pack = pack
    self.check = check
    self.targets = targets
  }

  /// The components that go into it.
  package var components: [ComponentName] { inputs.map(\.component) }
  /// Every step that it has.
  package var steps: [Step] { [build] + [pack, check].compactMap(\.self) }

  /// The package as it is made where `others` are built: a release's name has what the release has.
  func gathering(_ others: [PackageRecipe]) -> PackageRecipe {
    var package = self
    for other in others where optionalNeeds.contains(other.name) {
      package.needs.append(other.name)
      package.inputs += other.inputs.filter { !package.components.contains($0.component) }
    }
    return package
  }
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
