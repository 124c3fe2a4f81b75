import ReleaseModel

/// A step of a package that needs next to nothing.
func smallStep(_ script: String, image: String = "build", cores: Double = 1, seconds: Int64 = 30)
  -> PackageRecipe.Step
{
  PackageRecipe.Step(
    image: image, script: script, interpreter: "/bin/sh",
    limits: ContainerLimits(
      memory: 64, cores: cores, time: .seconds(seconds), disk: 64, temporary: 2))
}

extension PackageRecipe.Expectation {
  static func checks(_ names: String...) -> Self {
    Self(checks: names)
  }
}
