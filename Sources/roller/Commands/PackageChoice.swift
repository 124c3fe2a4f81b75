import CommandLineTool
import ReleaseModel

/// The packages named on a command line.
struct PackageChoice {
  private let names: [String]

  init(_ names: [String]) {
    self.names = names
  }

  /// The named packages, or all that the enabled schedules build; the packages that they need are
  /// built too.
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
