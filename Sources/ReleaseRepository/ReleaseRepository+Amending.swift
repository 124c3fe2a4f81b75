import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  /// Puts on `ref` the commit that `next` writes on its tip, by compare-and-swap; done when `next`
  /// finds nothing left to write.
  ///
  /// A process that loses has seen another win, so this ends when the others have nothing left to write.
  func amend(
    _ ref: String, doing what: String,
    _ next: (ObjectID?) async throws(Failure) -> ObjectID?
  ) async throws(Failure) {
    for _ in 0..<40 {
      let references = try await mirror.follow(remote, .records)
      let tip = references.first { $0.name.text == ref }?.id
      guard let commit = try await next(tip) else { return }
      let change = try change(ref, from: tip, to: commit)
      do throws(Failure) {
        if try await push(change, doing: what) { return }
      } catch {
        guard error.kind == .moved else { throw error }
      }
    }
    throw Failure(
      .unavailable(afterSeconds: 60), doing: what,
      found: "\(ref) was moved forty times by other processes meanwhile",
      hint: "run the same command again")
  }
}

/// A commit on one of roller's own refs: which files it puts and removes, and what it says.
struct RecordCommit: Sendable {
  var files: [String: [UInt8]] = [:]
  var removed: [String] = []
  let message: String
  let date: Timestamp
}

extension OpenRepository {
  /// Writes `record` on `tip`; the commit and the blobs of its files, by path.
  func add(
    _ record: RecordCommit, on tip: ObjectID?
  ) throws(GitError) -> (commit: ObjectID, blobs: [String: ObjectID]) {
    var blobs: [String: ObjectID] = [:]
    for (path, bytes) in record.files { blobs[path] = try write(blob: bytes) }
    var changes: [TreeChange] = []
    for (path, blob) in blobs.sorted(by: { $0.key < $1.key }) {
      changes.append(.put(try TreePath(path), blob))
    }
    for path in record.removed { changes.append(.remove(try TreePath(path))) }
    let base = try tip.map { (tip) throws(GitError) in try self.commit(tip).tree }
    let next = try write(
      Git.CommitDraft(
        tree: try tree(updating: base, with: changes), parents: [tip].compactMap(\.self),
        signature: roller(at: record.date), message: record.message))
    return (next, blobs)
  }
}
