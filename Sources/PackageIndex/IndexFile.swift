import Digest
import Foundation
import HTTP
import ReleaseModel

/// A file of a project, as an index, a find-links page or a find-links folder shows it.
struct IndexFile: Sendable, Hashable {
  enum Location: Sendable, Hashable {
    case remote(HTTPURL)
    case local(URL)
  }

  let name: String
  let location: Location
  let sha256: SHA256Digest?
  /// In bytes.
  let size: Int64?
  let uploaded: Timestamp?
  let requiresPython: String?
  /// Why the file was withdrawn, perhaps empty; nil when it was not
  /// (<https://peps.python.org/pep-0592/>).
  let yanked: String?

  init(
    name: String, location: Location, sha256: SHA256Digest? = nil, size: Int64? = nil,
    uploaded: Timestamp? = nil, requiresPython: String? = nil, yanked: String? = nil
  ) {
    self.name = name
    self.location = location
    self.sha256 = sha256
    self.size = size
    self.uploaded = uploaded
    self.requiresPython = requiresPython
    self.yanked = yanked
  }

  /// The version that the name of a wheel or of a source distribution of `project` carries; nil for
  /// files of anything else.
  func version(of project: ProjectName) -> String? {
    if name.hasSuffix(".whl") {
      let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      return parts.count >= 5 && ProjectName(normalizing: parts[0]) == project ? parts[1] : nil
    }
    guard let stem = Self.archiveEndings.lazy.compactMap({ stem(without: $0) }).first else {
      return nil
    }
    // A project name may hold hyphens, so the version starts behind the hyphen that ends the name.
    for place in stem.indices where stem[place] == "-" {
      guard ProjectName(normalizing: String(stem[..<place])) == project else { continue }
      return String(stem[stem.index(after: place)...])
    }
    return nil
  }

  private static let archiveEndings = [".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz", ".tar"]

  private func stem(without ending: String) -> String? {
    name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : nil
  }
}
