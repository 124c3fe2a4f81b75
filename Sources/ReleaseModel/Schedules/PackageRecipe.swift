import Digest

/// A package that we build and ship, as `packages/<name>/package.json` describes it.
package struct PackageRecipe: Sendable, Hashable {
  /// One script and the container that it runs in.
  package struct Step: Sendable, Hashable {
    /// The role of the image, such as `build`.
    package let image: String
    package let script: String
    /// The program in the image that runs the script; nil for the image's Python.
    private let interpreter: String?
    package let limits: ContainerLimits

    package init(
      image: String, script: String, interpreter: String? = nil, limits: ContainerLimits
    ) {
      self.image = image
      self.script = script
      self.interpreter = interpreter
      self.limits = limits
    }

    /// The program in the image that runs the script, if `python` is the image's Python.
    package func interpreter(on python: PythonTag) -> String {
      interpreter
        ?? (image == "build" ? "/opt/tools/bin/python" : "/usr/bin/python\(python.version)")
    }
  }

  /// What must be shown on one target.
  package struct Expectation: Sendable, Hashable {
    /// `program/device/via`, or one word for a check of the package itself; none where it is only built.
    package let checks: [String]
    /// Those of `checks` that are run on every Python of the target but the first, which runs them all.
    package let also: [String]
    /// Checks that may fail, which the recipe explains.
    package let optional: Set<String>
    /// The target whose build the check needs too, when this one cannot compile by itself.
    package let host: TargetName?

    package init(
      checks: [String], also: [String]? = nil, optional: Set<String> = [],
      host: TargetName? = nil
    ) {
      self.checks = checks
      self.also = also ?? checks
      self.optional = optional
      self.host = host
    }

    /// What must be shown on every Python of the target but the first.
    package var brief: Expectation { Expectation(checks: also, optional: optional, host: host) }
    /// Whether nothing here can try what is built for the target.
    package var isBuildOnly: Bool { checks.isEmpty }
  }

  package let name: PackageName
  /// The one of its flavours that is built, when it has some.
  package let flavour: PlainWord?
  /// The folder beside the package's own whose code its scripts share with other packages'.
  package let library: PackageName?
  /// The Pythons that it is for; nil for every Python of a target.
  package let pythons: [PythonTag]?
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
    pythons: [PythonTag]? = nil, inputs: [PackageInput], needs: [PackageName],
    optionalNeeds: [PackageName] = [],
    plugins: [PlainWord] = [], build: Step, pack: Step? = nil, check: Step? = nil,
    targets: [TargetName: Expectation]
  ) {
    self.name = name
    self.flavour = flavour
    self.library = library
    self.pythons = pythons
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
  /// The steps that make files.
  package var makingSteps: [Step] { [build] + [pack].compactMap(\.self) }
  /// Every step that it has.
  package var steps: [Step] { makingSteps + [check].compactMap(\.self) }

  /// The files of `pin` for `target` that the package is made from.
  package func files(of pin: WheelPin, for target: TargetName) -> PerPython<SHA256Digest>? {
    let files = pin.files[target]
    return pythons.map { files?.only($0) } ?? files
  }

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
