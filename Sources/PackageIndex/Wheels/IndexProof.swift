import Digest
import ReleaseModel
import Rolling

/// Proves wheel pins by the index that pip is configured with, without fetching a wheel: a hash that the
/// index lists is one that `roller` and pip will hold every download to.
///
/// The configuration is read when the first pin is asked about, and the page of each project once, so
/// that all pins of one run are held against the same page.
package actor IndexProof: WheelProof {
  private let lookup: IndexLookup
  private var readings: [ProjectName: Task<IndexReading, Never>] = [:]

  package init(_ lookup: IndexLookup) {
    self.lookup = lookup
  }

  package func standing(of pin: WheelPin, of component: Component) async -> WheelStanding {
    guard case .index(let text) = component.origin, let project = ProjectName(normalizing: text)
    else {
      return .unknown(
        because: notOnAnIndex(component.name), hint: "pin a commit of it with roller pin")
    }
    let index: PackageIndex
    switch await lookup.index {
    case .success(let found): index = found
    case .failure(let error): return .unknown(because: error.summary, hint: error.hint)
    }
    switch await reading(of: project, index) {
    case .absent: return .absent
    case .unknown(let why): return .unknown(because: why, hint: nil)
    case .found(let page):
      let files = IndexReleases(page, of: project)[pin.version]?.files ?? []
      return files.isEmpty ? .absent : await standing(of: pin, among: files, index)
    }
  }

  private func reading(of project: ProjectName, _ index: PackageIndex) async -> IndexReading {
    let task = readings[project] ?? Task { await index.reading(of: project) }
    readings[project] = task
    return await task.value
  }

  private func standing(
    of pin: WheelPin, among files: [IndexFile], _ index: PackageIndex
  ) async -> WheelStanding {
    var known: Set<SHA256Digest> = []
    var unhashed: String?
    for file in files where WheelFileName(file.name) != nil {
      let settled = file.isLocal ? await index.settled(file) : file
      if let sha256 = settled.sha256 { known.insert(sha256) } else { unhashed = file.name }
    }
    let missing = pin.files.keys.filter { target in
      pin.files[target]?.values.contains { !known.contains($0.value) } ?? false
    }.sorted()
    guard !missing.isEmpty else { return .listed }
    if let unhashed {
      return .unknown(
        because: noHash(of: unhashed), hint: "ask the operator of the index to list sha256")
    }
    return .otherFiles(missing)
  }
}

private func notOnAnIndex(_ name: ComponentName) -> String {
  "\(name) comes from a repository, and its pin is a version"
}

private func noHash(of file: String) -> String { "the index has no sha256 for \(shown(file))" }
