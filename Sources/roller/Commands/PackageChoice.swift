import CommandLineTool
import ReleaseModel

/// The packages that a command was told to build.
struct PackageChoice {
  private let names: [String]

  init(_ names: [String]) {
    self.names = names
  }

  /// Those of `configuration` with what they need, or what its enabled schedules build when none was
  /// named.
  func packages(
    of configuration: ReleaseConfiguration
  ) throws(CommandFailure) -> [PackageRecipe] {
    let all = configuration.packages.keys.sorted()
    guard !names.isEmpty else { return configuration.rolledPackages }
    let chosen = try names.map { (text) throws(CommandFailure) in
      guard let found = all.first(where: { "\($0)" == text }) else {
        let known = all.map { "\($0)" }.joined(separator: ", ")
        throw CommandFailure(.usage, "\"\(text)\" is not a package\n  hint: \(known)")
      }
      return found
    }
    return configuration.packages(named: chosen)
  }
}
