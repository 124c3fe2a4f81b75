import ArgumentParser

/// `roller schema`: the JSON Schemas of what people edit, and of what commands print.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a file that people edit, or of what commands print.",
    discussion: """
      The schema "output" has a definition for each command with --json, such as \
      "roller-log", and "error" for what a command prints when it fails. The others describe version_info.json, \
      packages/*/package.json and the files under schedules/.

          roller schema output > output.json
      """)

  /// The schemas, named as their files under schedules/schema.
  enum Schema: String, ExpressibleByArgument, CaseIterable {
    case output, components, package, schedule, targets
    case versionInfo = "version_info"

    var bytes: [UInt8] {
      switch self {
      case .output: PackageResources.output_json
      case .components: PackageResources.components_json
      case .package: PackageResources.package_json
      case .schedule: PackageResources.schedule_json
      case .targets: PackageResources.targets_json
      case .versionInfo: PackageResources.version_info_json
      }
    }
  }

  @Argument(help: "Which schema.")
  var schema: Schema

  func run() { print(String(decoding: schema.bytes, as: UTF8.self), terminator: "") }
}
