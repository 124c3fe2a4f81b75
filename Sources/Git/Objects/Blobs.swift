internal import CGit2

extension OpenRepository {
  /// The bytes of the file at `path` of `commit`; nil when there is no such path.
  ///
  /// Refuses symbolic links, folders and submodules, and what is larger than `limit` bytes before it
  /// is inflated.
  package func blob(
    at path: TreePath, of commit: ObjectID, limit: Int
  ) throws(GitError) -> [UInt8]? {
    guard let entry = try entry(at: path, of: commit) else { return nil }
    switch entry.kind {
    case .file, .executable: return try blob(entry.id, limit: limit)
    case .symbolicLink, .folder, .submodule:
      throw error(
        .refused, "it is a \(entry.kind.rawValue), not a file",
        while: "read \(path) of \(commit)")
    }
  }

  /// The bytes of the blob `id`, if there are at most `limit`.
  package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
    let operation = "read blob \(id)"
    guard let header = try header(of: id) else {
      throw missing(
        id, isCommit: false,
        error(.notFound, "the object is not in this repository", while: operation))
    }
    guard header.size <= limit else {
      throw error(.limit, "\(header.size) bytes; the limit is \(limit)", while: operation)
    }
    let blob = try object(id, GIT_OBJECT_BLOB, while: operation)
    let size = Int(git_blob_rawsize(blob.raw))
    guard size > 0, let start = git_blob_rawcontent(blob.raw) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: size))
  }

  /// Writes `bytes` as a blob.
  package func write(blob bytes: [UInt8]) throws(GitError) -> ObjectID {
    var id = git_oid()
    let code = bytes.withUnsafeBytes { buffer in
      git_blob_create_from_buffer(&id, raw, buffer.baseAddress, buffer.count)
    }
    try check(code, "write a blob")
    return ObjectID(&id)
  }
}
