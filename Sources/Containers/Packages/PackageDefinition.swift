import ReleaseModel

/// A package as its `package.json` describes it to whoever runs its scripts.
package struct PackageDefinition: Sendable, Hashable {
  /// One script and the container that it runs in.
  package struct Step: Sendable, Hashable {
    /// The role of the image, such as `build`.
    package let image: String
    package let script: String
    /// The program in the image that runs the script.
    package let interpreter: String
    package let limits: ContainerLimits
  }

  /// What must be shown on one target.
  package struct Expectation: Sendable, Hashable {
    /// Names as in ``ReportedCheck/name``; none where the package is only built.
    package let checks: [String]
    /// Checks that may fail, which the recipe explains.
    package let optional: Set<String>
    /// The target whose build the check needs too, when this one cannot compile by itself.
    package let host: TargetName?
    /// Whether nothing here can try what is built for the target.
    package let isBuildOnly: Bool
  }

  package let name: PackageName
  /// The chosen one of its flavours, when it has some.
  package let flavour: String?
  /// The folder beside the package's own whose code its scripts share with other packages'.
  package let library: PackageName?
  package let inputs: [PackageInput]
  package let needs: [PackageName]
  /// What the built compiler must say that it carries.
  package let plugins: [String]
  package let build: Step
  /// Makes the release's files from what was built, which then knows no version.
  package let pack: Step?
  /// Nil only where every target is build-only.
  package let check: Step?
  package let targets: [TargetName: Expectation]

  /// Every step that it has.
  package var steps: [Step] { [build] + (pack.map { [$0] } ?? []) + (check.map { [$0] } ?? []) }
}
