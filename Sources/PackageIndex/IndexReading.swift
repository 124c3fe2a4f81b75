import ReleaseModel

/// What all places together say about a project.
enum IndexReading: Sendable, Equatable {
  case found(IndexPage)
  /// Every place was asked, and none has it.
  case absent(because: String)
  /// At least one place did not answer, so nothing that is missing may be taken for absent.
  case unknown(because: String)
}

/// What one place says about a project.
enum PlaceReading: Sendable, Equatable {
  case page(IndexPage)
  /// The place is there and has no such project.
  case nothing
  /// In words that name the place.
  case unknown(because: String)
}

extension IndexReading {
  /// Puts together what the places say, in pip's order of them.
  ///
  /// A file that two places list, by name and hash, is listed once, the first one; two files of one
  /// name and different hashes are both kept, for a pin knows which it means.
  init(_ places: [PlaceReading], of project: ProjectName) {
    var merged = IndexPage()
    var seen: Set<String> = []
    var versions: Set<String> = []
    var failures: [String] = []
    var isFound = false
    for place in places {
      switch place {
      case .nothing: continue
      case .unknown(let why): failures.append(why)
      case .page(let page):
        isFound = true
        for file in page.files where seen.insert(Self.identity(of: file)).inserted {
          merged.files.append(file)
        }
        for version in page.versions where versions.insert(version).inserted {
          merged.versions.append(version)
        }
      }
    }
    if places.isEmpty { failures = [noPlaces()] }
    guard failures.isEmpty else {
      self = .unknown(because: failures.joined(separator: "; "))
      return
    }
    self = isFound ? .found(merged) : .absent(because: nowhere(project, count: places.count))
  }

  private static func identity(of file: IndexFile) -> String {
    guard let sha256 = file.sha256 else { return "\(file.name) \(file.location)" }
    return "\(file.name) \(sha256)"
  }
}

private func noPlaces() -> String { "pip is configured with neither an index nor find-links" }

private func nowhere(_ project: ProjectName, count: Int) -> String {
  count == 1
    ? "the index that pip is configured with has no project \(project)"
    : "none of the \(count) places that pip looks in has a project \(project)"
}
