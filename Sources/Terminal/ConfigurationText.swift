import JSON
import ReleaseModel

/// What `roller check` says of files that are well.
package struct ConfigurationText {
  private let configuration: ReleaseConfiguration

  package init(_ configuration: ReleaseConfiguration) {
    self.configuration = configuration
  }

  package var text: String {
    let targets = configuration.targets
    let summary =
      "all is well: \(configuration.versionInfo.pins.components.count) pins, "
      + "\(configuration.schedules.count) schedules, \(configuration.packages.count) packages, "
      + "\(targets.count(where: \.isEnabled)) of \(targets.count) targets enabled"
    return (configuration.warnings.map(\.description) + [summary]).joined(separator: "\n")
  }

  package var json: JSONValue {
    [
      "pins": .integer(Int64(configuration.versionInfo.pins.components.count)),
      "schedules": .array(configuration.schedules.keys.sorted().map { .string("\($0)") }),
      "packages": .array(configuration.packages.keys.sorted().map { .string("\($0)") }),
      "warnings": .array(configuration.warnings.map { .string("\($0)") }),
    ]
  }
}
