import JSON

/// The kinds of files that people edit, named as their schemas are under `schedules/schema`.
package enum EditedFile: String, Sendable, CaseIterable {
  case components, package, schedule, targets
  case versionInfo = "version_info"

  /// The JSON Schema that tells editors what the reader takes.
  package var schema: JSONValue {
    switch self {
    case .components: Form<[Component]>.components().schema().file("Components")
    case .package: Form<PackageRecipe>.package.schema().file("Package")
    case .schedule: Form<Schedule>.schedule.schema().file("Schedule")
    case .targets: Form<[Target]>.targets.schema().file("Targets")
    case .versionInfo: Form<VersionInfoContent>.versionInfo.schema().file("Pins and version")
    }
  }
}
