/// A platform that we release for, as `schedules/targets.json` describes it.
package struct Target: Sendable, Hashable {
  package let name: TargetName
  package let isEnabled: Bool
  /// What is missing, for a target that is not enabled.
  package let missing: String?
  /// Such as `cp311`: <https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/>.
  package let pythonTag: String
  /// The platform tags that run here, such as `manylinux_2_36_x86_64`, which stands for that glibc
  /// and every older one: <https://peps.python.org/pep-0600/>.
  package let platforms: [String]
  /// The folder under `images/` whose recipe makes the image, or a reference with its digest; empty
  /// only for a target that is not enabled.
  package let image: String

  package init(
    name: TargetName, isEnabled: Bool, missing: String?, pythonTag: String, platforms: [String],
    image: String
  ) {
    self.name = name
    self.isEnabled = isEnabled
    self.missing = missing
    self.pythonTag = pythonTag
    self.platforms = platforms
    self.image = image
  }
}
