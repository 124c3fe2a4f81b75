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
        var walk = try PinWalk(from: ObjectID(commit), limit: longestLine, in: git)
        var records: [PinRecord] = []
        while records.count < limit, let step = try walk.next(in: git) {
          let message = try git.commit(step.commit).message
          guard step.movesPins || !PinRecord.released(by: message).isEmpty else { continue }
          let bytes = try step.file.map { (file) throws(GitError) in
            try git.blob(file, limit: 16 << 20)
          }
          records.append(
            PinRecord(revision: step.commit.revision, message: message, file: bytes ?? []))
        }
        return records
      }
    }
  }
}

/// Twenty-seven years of a commit a day: pins of longer ago are no candidates any more.
private let longestLine = 10_000
