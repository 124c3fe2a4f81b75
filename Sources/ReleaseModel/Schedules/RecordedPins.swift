/// A place where a component records what it pins itself, read as data and never executed.
package struct RecordedPins: Sendable, Hashable {
  package enum Format: String, Sendable, Hashable, CaseIterable {
    case syncDeps = "sync_deps.py"
    case requirements = "requirements.txt"
    case submodules
    case versionInfo = "version_info.json"
    case wheelRevisions = "version.py"
  }

  package let format: Format
  /// The file's path in the repository or wheel.
  package let path: String
  /// Our component for each of its own names.
  package let names: [String: ComponentName]

  package init(format: Format, path: String, names: [String: ComponentName]) {
    self.format = format
    self.path = path
    self.names = names
  }
}
