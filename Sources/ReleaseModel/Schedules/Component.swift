/// An upstream that we pin, as `schedules/components.json` describes it.
package struct Component: Sendable, Hashable {
  package enum Origin: Sendable, Hashable {
    /// A repository, by a URL that ``RepositoryURL`` takes, and the branch that its pins must lie on.
    case git(url: String, branch: String)
    /// A project on the Python index that pip is configured with, by its normal name.
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

  /// Whether the component records a pin of `other`.
  package func records(_ other: ComponentName) -> Bool {
    records.contains { $0.names.values.contains(other) }
  }
}
