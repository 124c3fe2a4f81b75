/// An upstream that we pin, as `schedules/components.json` describes it.
package struct Component: Sendable, Hashable {
  package enum Origin: Sendable, Hashable {
    /// A repository, by its https URL, and the branch that its pins must lie on.
    case git(url: String, branch: String)
    /// A project on the Python index that pip is configured with.
    case index(project: String)
  }

  package let name: ComponentName
  package let origin: Origin
  /// Where the component records pins of its own.
  package let records: [RecordedPins]

  package init(name: ComponentName, origin: Origin, records: [RecordedPins] = []) {
    self.name = name
    self.origin = origin
    self.records = records
  }
}

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
