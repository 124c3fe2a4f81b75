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
    /// Names as in ``ReportedCheck/name``.
    package let checks: [String]
    /// Checks that may fail, which the recipe explains.
    package let optional: Set<String>
    /// The target whose build the check needs too, when this one cannot compile by itself.
    package let host: TargetName?
  }

  package let name: PackageName
  package let inputs: [ComponentName]
  package let needs: [PackageName]
  package let build: Step
  package let check: Step
  package let targets: [TargetName: Expectation]
}
