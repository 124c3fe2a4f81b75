import ArgumentParser
import JSON
import ReleaseModel

/// `roller check`: is everything that people edit well-formed?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check version_info.json, schedules/ and packages/, and name every mistake.",
    discussion: """
      Reads the files of the checkout around the current folder, writes nothing, asks nobody. All
      mistakes are named at once, each with its place, what was found, what was expected and a hint.
      Exit code 3 for bad data, 4 for what is well-formed and not allowed.
      """)

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let configuration = try ReleaseFolder(around: Surroundings.current.folder).configuration()
    if json {
      print(summary(of: configuration).text(.indented))
    } else {
      for warning in configuration.warnings { print(warning) }
      print(
        "all is well: \(configuration.versionInfo.pins.components.count) pins, "
          + "\(configuration.schedules.count) schedules, \(configuration.packages.count) packages, "
          + "\(configuration.targets.count(where: \.isEnabled)) of "
          + "\(configuration.targets.count) targets enabled")
    }
  }

  private func summary(of configuration: ReleaseConfiguration) -> JSONValue {
    [
      "pins": .integer(Int64(configuration.versionInfo.pins.components.count)),
      "schedules": .array(configuration.schedules.keys.sorted().map { .string("\($0)") }),
      "packages": .array(configuration.packages.keys.sorted().map { .string("\($0)") }),
      "warnings": .array(configuration.warnings.map { .string("\($0)") }),
    ]
  }
}
