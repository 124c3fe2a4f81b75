import ReleaseModel

/// Everything that people decide in files, as one commit, index or folder has it.
package struct CheckedTree: Sendable, Hashable {
  /// By path in the repository.
  package let files: [String: CheckedFile]

  /// In bytes: no file that is read needs more, and what is larger is refused unread.
  package static let sizeLimit = 1 << 20
  /// The paths, or folders of paths, that a tree is made of.
  package static let paths = ReleaseConfiguration.paths

  package init(_ files: [String: CheckedFile]) {
    self.files = files
  }

  /// Whether the file at `path` has to be read; recipes are programs, which only containers judge.
  package static func isRead(_ path: String) -> Bool {
    let steps = path.split(separator: "/")
    switch steps.first {
    case "schedules": return path.hasSuffix(".json")
    case "packages": return steps.count == 3 && steps[2] == "package.json"
    default: return path == VersionInfo.path
    }
  }

  /// The bytes of every file that was read.
  var texts: [String: [UInt8]] {
    files.compactMapValues { file in
      switch file {
      case .file(let bytes): bytes
      case .unread, .tooLarge, .notAFile, .unmerged: nil
      }
    }
  }

  /// The configuration, when there is nothing wrong with it.
  package var configuration: ReleaseConfiguration? {
    try? ReleaseConfiguration.read(files: texts)
  }

  /// The pins and versions, when they can be read.
  package var versionInfo: VersionInfo? {
    guard case .file(let bytes)? = files[VersionInfo.path] else { return nil }
    return try? VersionInfo.read(bytes)
  }
}

/// What lies at one path of a commit, an index or a folder.
package enum CheckedFile: Sendable, Hashable {
  case file([UInt8])
  /// A file that the checker does not read; only its being a file matters.
  case unread
  /// A file that was not read because of its size, in bytes.
  case tooLarge(Int)
  /// Something that a checkout would follow or execute, such as a symbolic link; told as messages do.
  case notAFile(String)
  /// Sides of a merge, of which none is chosen yet.
  case unmerged
}
