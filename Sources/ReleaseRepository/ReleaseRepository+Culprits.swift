import Errors
import Git
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  /// What does not read counts as nothing: it is a belief, and the search finds out by itself.
  func readCulprits(
    of schedule: ScheduleName
  ) async throws(Failure) -> [RememberedCulprit] {
    let references = try await mirror.follow(remote, .records)
    guard let tip = references.first(where: { $0.name.text == culpritRef(schedule) }) else {
      return []
    }
    let files = try await mirror.files(at: tip.id.revision, under: [culpritPath])
    let document = files.first.flatMap { try? JSONValue(parsing: $0.bytes) }
    return document.map(RememberedCulprit.read) ?? []
  }

  /// Moves the schedule's ref by a lease; who is too late leaves the other's belief as it is.
  func keep(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(Failure) {
    let references = try await mirror.follow(remote, .records)
    let ref = culpritRef(schedule)
    let tip = references.first { $0.name.text == ref }?.id
    let text = RememberedCulprit.document(culprits).text(.indented) + "\n"
    let next = try await mirror.commit(
      Array(text.utf8), on: tip, message: "Leave \(culprits.count) culprits of \(schedule)\n",
      date: date)
    let change = try change(ref, from: tip, to: next)
    do throws(Failure) {
      _ = try await push(change, doing: "leaving culprits to the next night")
    } catch {
      guard error.kind == .moved else { throw error }
    }
  }
}

extension Mirror {
  /// A commit on `tip` whose tree is the one file of culprits.
  fileprivate func commit(
    _ bytes: [UInt8], on tip: ObjectID?, message: String, date: Timestamp
  ) async throws(Failure) -> ObjectID {
    try await doing("writing culprits") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        let file = TreeChange.put(try TreePath(culpritPath), try git.write(blob: bytes))
        return try git.write(
          Git.CommitDraft(
            tree: try git.tree(updating: nil, with: [file]), parents: [tip].compactMap(\.self),
            signature: roller(at: date), message: message))
      }
    }
  }
}

private let culpritPath = "culprits.json"

private func culpritRef(_ schedule: ScheduleName) -> String { "refs/roller/culprits/\(schedule)" }
