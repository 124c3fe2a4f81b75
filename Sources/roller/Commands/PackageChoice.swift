import CommandLineTool
import ReleaseModel

/// The packages that a command line chooses, by their names or by a schedule that builds them.
struct PackageChoice {
  private let names: [String]
  private let schedule: String?

  init(_ names: [String], schedule: String?) {
    self.names = names
    self.schedule = schedule
  }

  /// The chosen packages, or all that the enabled schedules build; the packages that they need are
  /// built too.
  func packages(
    of configuration: ReleaseConfiguration
  ) throws(CommandFailure) -> [PackageRecipe] {
    if let schedule {
      let name = try known(schedule, among: configuration.schedules.keys, "a schedule")
      return configuration.schedules[name].map(configuration.packages(of:)) ?? []
    }
    guard !names.isEmpty else { return configuration.rolledPackages }
    let chosen = try names.map { (text) throws(CommandFailure) in
      try known(text, among: configuration.packages.keys, "a package")
    }
    return configuration.packages(named: chosen)
  }

  private func known<Name: CustomStringConvertible & Comparable>(
    _ text: String, among names: some Collection<Name>, _ what: String
  ) throws(CommandFailure) -> Name {
    if let found = names.first(where: { "\($0)" == text }) { return found }
    let known = names.sorted().map { "\($0)" }.joined(separator: ", ")
    throw CommandFailure(.usage, "\"\(text)\" is not \(what)\n  hint: \(known)")
  }
}
