import Git
import ReleaseModel

/// The files that were read last: a commit's file is its child's file before, and reading one by all
/// the rules is what a log costs.
struct ReadFiles {
  private var last: [(id: ObjectID, info: VersionInfo?)] = []

  /// Nil when there is none, or when the file of that day does not read by today's rules: then nothing
  /// is claimed of it.
  mutating func versionInfo(
    _ id: ObjectID?, in git: borrowing OpenRepository
  ) throws(GitError) -> VersionInfo? {
    guard let id else { return nil }
    if let known = last.first(where: { $0.id == id }) { return known.info }
    let bytes = try git.pinBytes(id)
    let info = try? VersionInfo.read(bytes)
    // A merged branch has files of its own beside the two of the line.
    last = last.suffix(7) + [(id, info)]
    return info
  }
}

extension OpenRepository {
  /// The text of a `version_info.json`.
  func pinBytes(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try blob(id, limit: 4 << 20)
  }
}
