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

/// The normal form of a project's name on a Python index: lower-case letters, digits and single `-`.
///
/// Indexes serve one project under many spellings; the normal one is its identity:
/// <https://packaging.python.org/en/latest/specifications/name-normalization/>.
package struct ProjectName: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The name `text`, or nil when it is not in the normal form.
  package init?(_ text: String) {
    guard let normal = Self(normalizing: text), normal.description == text else { return nil }
    self = normal
  }

  /// The normal form of `text`, or nil when it is not a project's name in any spelling.
  package init?(normalizing text: String) {
    let lowered = text.lowercased()
    guard (1...100).contains(text.utf8.count), text.allSatisfy(\.isASCII),
      lowered.utf8.allSatisfy({ Self.isLetterOrDigit($0) || "-_.".utf8.contains($0) }),
      let first = lowered.utf8.first, Self.isLetterOrDigit(first),
      let last = lowered.utf8.last, Self.isLetterOrDigit(last)
    else { return nil }
    description = lowered.split(whereSeparator: { "-_.".contains($0) }).joined(separator: "-")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte)
  }
}
