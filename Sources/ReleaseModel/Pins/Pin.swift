import Digest

/// The exact thing that a component stands at.
package enum Pin: Sendable, Hashable {
  case git(GitPin)
  case wheel(WheelPin)

  /// What people call it: a git label or short revision, or a version.
  package var label: String {
    switch self {
    case .git(let pin): pin.label ?? pin.revision.abbreviated
    case .wheel(let pin): pin.version.description
    }
  }

  /// What makes two pins the same thing: labels and dates do not.
  package var identity: String {
    switch self {
    case .git(let pin): "git:\(pin.revision)"
    case .wheel(let pin):
      "wheel:\(pin.version):"
        + pin.files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: ",")
    }
  }
}

/// A commit of a component's repository.
package struct GitPin: Sendable, Hashable {
  package var revision: Revision
  /// What upstream calls this commit, such as a tag; for people only.
  package var label: String?
  /// The day of the commit; for people only.
  package var date: CalendarDate?

  package init(revision: Revision, label: String? = nil, date: CalendarDate? = nil) {
    self.revision = revision
    self.label = label
    self.date = date
  }
}

/// A version of a project on a Python index, with the hash of the file that each target uses.
package struct WheelPin: Sendable, Hashable {
  package var version: PythonVersion
  package var files: [TargetName: SHA256Digest]

  package init(version: PythonVersion, files: [TargetName: SHA256Digest]) {
    self.version = version
    self.files = files
  }
}
