extension Remote {
  /// The bytes of the file at `path` of `commit`, which `repository` may hold without its content.
  ///
  /// What is missing on the way (a tree for each folder, then the blob) is fetched by its name, one
  /// small request each; nil when there is no such path.
  package func blob(
    at path: TreePath, of commit: ObjectID, through repository: Repository, limit: Int
  ) async throws(GitError) -> [UInt8]? {
    while true {
      let lookup = try await repository.run { git throws(GitError) in
        try git.lookUp(path, of: commit, limit: limit)
      }
      switch lookup {
      case .found(let bytes): return bytes
      case .absent: return nil
      case .missingHistory:
        // A commit's ancestors come with it, and only what is new of them.
        _ = try await fetch(
          FetchRequest(wants: [commit], filter: .trees(depth: 0)), into: repository)
      case .missing(let id): try await bring(id, limit: limit, into: repository)
      }
    }
  }

  /// Brings one tree or blob without what belongs to it.
  private func bring(
    _ id: ObjectID, limit: Int, into repository: Repository
  ) async throws(GitError) {
    var limits = limits
    // A tree of a hundred thousand names has about 4 MB.
    limits.pack = min(limits.pack, max(limit, 16 << 20) + (1 << 20))
    _ = try await within(limits).fetch(
      FetchRequest(wants: [id], filter: .trees(depth: 0), isIncremental: false), into: repository)
  }
}

extension OpenRepository {
  fileprivate enum Lookup: Sendable {
    case found([UInt8])
    case absent
    case missingHistory
    case missing(ObjectID)
  }

  fileprivate func lookUp(
    _ path: TreePath, of commit: ObjectID, limit: Int
  ) throws(GitError) -> Lookup {
    guard try contains(commit) else { return .missingHistory }
    var tree = try self.commit(commit).tree
    var folder = ""
    let components = path.components
    for name in components.dropLast() {
      guard try contains(tree) else { return .missing(tree) }
      let wanted = folder.isEmpty ? String(name) : "\(folder)/\(name)"
      let entry = try entries(of: tree, folder: folder).first { $0.path == wanted }
      guard let entry, entry.kind == .folder else { return .absent }
      tree = entry.id
      folder = wanted
    }
    guard try contains(tree) else { return .missing(tree) }
    guard let entry = try entries(of: tree, folder: folder).first(where: { $0.path == path.text })
    else { return .absent }
    let isFile = entry.kind == .file || entry.kind == .executable
    if isFile, try !contains(entry.id) { return .missing(entry.id) }
    guard let bytes = try blob(at: path, of: commit, limit: limit) else { return .absent }
    return .found(bytes)
  }
}
