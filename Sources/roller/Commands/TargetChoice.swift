import CommandLineTool
import ReleaseModel

/// The targets named on a command line.
struct TargetChoice {
  private let names: [String]

  init(_ names: [String]) {
    self.names = names
  }

  /// The named targets of `configuration`, or all enabled ones.
  func targets(of configuration: ReleaseConfiguration) throws(CommandFailure) -> [Target] {
    let enabled = configuration.targets.filter(\.isEnabled)
    guard !names.isEmpty else { return enabled }
    return try names.map { (name) throws(CommandFailure) in
      guard let found = enabled.first(where: { "\($0.name)" == name }) else {
        let known = enabled.map { "\($0.name)" }.joined(separator: ", ")
        throw CommandFailure(.usage, "\"\(name)\" is not an enabled target\n  hint: \(known)")
      }
      return found
    }
  }
}
