import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension Mirror {
  /// The newest commits of `commit`'s first-parent line that changed `version_info.json`, or that take
  /// a component out of quarantine.
  func pinHistory(of commit: Revision, limit: Int) async throws(Failure) -> [PinRecord] {
    try await doing("reading the history of the pins") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        var walk = try PinWalk(from: ObjectID(commit), limit: longestLine, in: git)
        var records: [PinRecord] = []
        while records.count < limit, let step = try walk.next(in: git) {
          if let record = try git.pinRecord(of: step) { records.append(record) }
        }
        return records
      }
    }
  }
}

extension OpenRepository {
  /// What `step` says of the pins; nil when it says nothing.
  fileprivate func pinRecord(of step: PinWalk.Step) throws(GitError) -> PinRecord? {
    let commit = try commit(step.commit)
    let merged = try merged(by: commit).map {
      PinRecord.Merged(revision: $0.id.revision, message: $0.message)
    }
    let record = { (file: [UInt8]) in
      PinRecord(revision: commit.id.revision, message: commit.message, file: file, merged: merged)
    }
    guard step.movesPins || !record([]).released.isEmpty else { return nil }
    return record(try step.file.map { (file) throws(GitError) in try pinBytes(file) } ?? [])
  }
}

/// Twenty-seven years of a commit a day: older pins are not candidates any more.
private let longestLine = 10_000
