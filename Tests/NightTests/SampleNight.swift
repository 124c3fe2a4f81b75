import JSON
import RollerWorlds

/// What one night over the sample family left.
struct SampleNight {
  let end: RollerProcess.End
  let report: JSONValue
  /// The records that the night added.
  let evidence: [JSONValue]

  /// What was built for what is green now, `package target`; what had been built before is left out.
  var built: Set<String> {
    let green = evidence.filter { $0["verdict"]?["is"] == "green" || $0["verdict"] == "green" }
    let builds = green.flatMap { $0["builds"]?.array ?? [] }
    return Set(
      builds.filter { $0["reused"] == false }.compactMap { build in
        guard let package = build["package"]?.string, let target = build["target"]?.string else {
          return nil
        }
        return "\(package) \(target)"
      })
  }

  /// How a component stands in the report.
  func standing(_ component: String) -> JSONValue? { report["components"]?[component] }

  /// The commit that the report blames for a component's lag.
  func culprit(_ component: String) -> String? {
    standing(component)?["culprit"]?["pin"]?["revision"]?.string
  }
}
