import Digest
import Git
import JSON
import ReleaseModel

extension ReleaseHistory {
  /// The evidence of `pinSet` that this clone has: nothing when `refs/roller/evidence` was not fetched.
  package func evidence(of pinSet: SHA256Digest) async throws(GitError) -> [Evidence] {
    let hex = pinSet.hexadecimal
    let path = "\(hex.prefix(2))/\(hex.dropFirst(2))"
    return try await repository.run { git throws(GitError) in
      let name = try ReferenceName("refs/roller/evidence")
      guard let head = try git.reference(name)?.peeled,
        try git.entry(at: TreePath(path), of: head) != nil
      else { return [] }
      var records: [Evidence] = []
      for entry in try git.entries(under: TreePath(path), of: head, limit: 1_000)
      where entry.kind == .file {
        let bytes = try git.blob(entry.id, limit: 4 << 20)
        if let json = try? JSONValue(parsing: bytes), let record = Evidence(json: json) {
          records.append(record)
        }
      }
      return records
    }
  }
}
