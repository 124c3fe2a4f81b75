import ReleaseModel

/// One version of a project, with all files that any place has of it.
struct IndexRelease: Sendable, Equatable {
  let version: PythonVersion
  var files: [IndexFile]
}

/// The versions of a project, oldest first, and the version texts that PEP 440 does not know.
struct IndexReleases: Sendable, Equatable {
  private(set) var releases: [IndexRelease] = []
  private(set) var unparsable: [String] = []

  init(_ page: IndexPage, of project: ProjectName) {
    var byVersion: [PythonVersion: IndexRelease] = [:]
    var unknown: Set<String> = []
    for text in page.versions {
      guard let version = PythonVersion(text) else {
        unknown.insert(text)
        continue
      }
      byVersion[version] = byVersion[version] ?? IndexRelease(version: version, files: [])
    }
    for file in page.files {
      guard let text = file.version(of: project) else { continue }
      guard let version = PythonVersion(text) else {
        unknown.insert(text)
        continue
      }
      byVersion[version, default: IndexRelease(version: version, files: [])].files.append(file)
    }
    releases = byVersion.values.sorted { $0.version < $1.version }
    unparsable = unknown.sorted()
  }

  subscript(version: PythonVersion) -> IndexRelease? { releases.first { $0.version == version } }
}
