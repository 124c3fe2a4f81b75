import Git
import ReleaseModel
import RollPlanning
import Rolling

extension Mirror {
  /// The newest commits of `commit`'s first-parent line that changed `version_info.json`, or that take
  /// a component out of quarantine.
  func pinHistory(of commit: Revision, limit: Int) async throws(ForgeError) -> [PinRecord] {
    try await doing("reading the history of the pins") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        let line = try git.firstParents(of: ObjectID(commit), limit: 10_000).map(\.id)
        var records: [PinRecord] = []
        var file = try git.pinFile(of: line.first)
        for (index, id) in line.enumerated() where records.count < limit {
          let before = try git.pinFile(of: index + 1 < line.count ? line[index + 1] : nil)
          let message = try git.commit(id).message
          if file != before || !PinRecord.released(by: message).isEmpty {
            records.append(try git.record(of: id, message: message, file: file))
          }
          file = before
        }
        return records
      }
    }
  }
}

extension OpenRepository {
  fileprivate func pinFile(of commit: ObjectID?) throws(GitError) -> ObjectID? {
    guard let commit else { return nil }
    return try entry(at: try TreePath(VersionInfo.path), of: commit)?.id
  }

  fileprivate func record(
    of commit: ObjectID, message: String, file: ObjectID?
  ) throws(GitError) -> PinRecord {
    var bytes: [UInt8] = []
    if let file { bytes = try blob(file, limit: 16 << 20) }
    return PinRecord(revision: commit.revision, message: message, file: bytes)
  }
}
