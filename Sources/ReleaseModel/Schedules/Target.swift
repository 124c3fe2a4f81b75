/// A platform that we release for, as `schedules/targets.json` describes it.
package struct Target: Sendable, Hashable {
  /// A CPython that packages are made for, and where they are tried on it.
  package struct Python: Sendable, Hashable {
    package let tag: PythonTag
    /// The folder under `images/` whose recipe makes the image, or a reference with its digest; empty
    /// only for a target that is not enabled.
    package let image: String

    package init(_ tag: PythonTag, image: String) {
      self.tag = tag
      self.image = image
    }
  }

  package let name: TargetName
  package let isEnabled: Bool
  /// What is missing, for a target that is not enabled.
  package let missing: String?
  /// At least one. Packages are built with the first, which runs every check.
  package let pythons: [Python]
  /// The platform tags that run here, such as `manylinux_2_36_x86_64`, which stands for that glibc
  /// and every older one: <https://peps.python.org/pep-0600/>.
  package let platforms: [String]

  package init(
    name: TargetName, missing: String? = nil, pythons: [Python], platforms: [String]
  ) {
    precondition(!pythons.isEmpty, "a target without a Python")
    self.name = name
    isEnabled = missing == nil
    self.missing = missing
    self.pythons = pythons
    self.platforms = platforms
  }

  /// The Python that builds with it and runs every check.
  package var first: Python { pythons[0] }

  /// The Pythons that `package` is for, in the target's order.
  package func pythons(of package: PackageRecipe) -> [Python] {
    pythons.filter { package.pythons?.contains($0.tag) ?? true }
  }
}
