extension Remote {
  /// The bytes of the file at `path` of `commit`, which `repository` may hold without its content.
  ///
  /// What is missing on the way (a tree for each folder, then the blob) is fetched by its name, one
  /// small request each; nil when there is no such path.
  package func blob(
    at path: TreePath, of commit: ObjectID, through repository: Repository, limit: Int
  ) async throws(GitError) -> [UInt8]? {
    // A commit's ancestors come with it, and only what is new of them.
    _ = try await fetch(
      FetchRequest(wants: [commit], filter: .trees(depth: 0)), into: repository)
    guard let entry = try await entry(at: path, of: commit, through: repository) else { return nil }
    if entry.kind == .file || entry.kind == .executable {
      var limits = limits
      limits.pack = min(limits.pack, max(limit, 1 << 20) + (1 << 20))
      try await within(limits).complete([entry.id], in: repository)
    }
    return try await repository.run { git throws(GitError) in
      try git.blob(at: path, of: commit, limit: limit)
    }
  }
}
