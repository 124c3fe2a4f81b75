extension Remote {
  /// The entry at `path` of `commit` (nil when there is none), bringing the trees on the way.
  ///
  /// For a repository that holds `commit` without its content; no file's content is brought.
  package func entry(
    at path: TreePath, of commit: ObjectID, through repository: Repository
  ) async throws(GitError) -> TreeEntry? {
    try await entries(at: [path], of: [commit], through: repository)[0][0]
  }

  /// The entries at `paths` of each of `commits`, nil where there is none; in the order of both.
  ///
  /// The missing objects of all of them are fetched together, one request for each level of folders.
  package func entries(
    at paths: [TreePath], of commits: [ObjectID], through repository: Repository
  ) async throws(GitError) -> [[TreeEntry?]] {
    while true {
      let missing = try await repository.run { git throws(GitError) in
        var missing: Set<ObjectID> = []
        for commit in commits {
          for path in paths {
            if let tree = try git.missingTree(onTheWayTo: path, of: commit) { missing.insert(tree) }
          }
        }
        return missing.sorted()
      }
      guard !missing.isEmpty else { break }
      try await bring(missing, into: repository)
    }
    return try await repository.run { git throws(GitError) in
      try commits.map { (commit) throws(GitError) in
        try paths.map { (path) throws(GitError) in try git.entry(at: path, of: commit) }
      }
    }
  }

  /// Brings everything below the trees and files `roots` that `repository` does not have yet.
  ///
  /// Trees come level by level and files at the end, so that what an earlier revision brought is not
  /// sent again; at most `limit` distinct objects are looked at.
  package func complete(
    _ roots: [ObjectID], in repository: Repository, limit: Int = 1_000_000
  ) async throws(GitError) {
    while true {
      let missing = try await repository.run { git throws(GitError) in
        try git.missingContent(below: roots, limit: limit)
      }
      guard !missing.isEmpty else { return }
      try await bring(missing, into: repository)
    }
  }

  /// Brings the objects `ids` alone, whatever `repository` has of them.
  func bring(_ ids: [ObjectID], into repository: Repository) async throws(GitError) {
    for start in stride(from: 0, to: ids.count, by: wantsPerRequest) {
      let wants = Array(ids[start..<min(start + wantsPerRequest, ids.count)])
      _ = try await fetch(
        FetchRequest(wants: wants, filter: .trees(depth: 0), isIncremental: false),
        into: repository)
    }
  }
}

extension OpenRepository {
  /// The first tree that is missing on the way to `path`; nil when the way is clear.
  fileprivate func missingTree(
    onTheWayTo path: TreePath, of commit: ObjectID
  ) throws(GitError) -> ObjectID? {
    var tree = try self.commit(commit).tree
    var folder = ""
    for name in path.components {
      guard try contains(tree) else { return tree }
      let wanted = folder.isEmpty ? String(name) : "\(folder)/\(name)"
      let entry = try entries(of: tree, folder: folder).first { $0.path == wanted }
      guard let entry, entry.kind == .folder else { return nil }
      folder = wanted
      tree = entry.id
    }
    return nil
  }

  /// The missing trees that can be seen from `roots`, or, when there is none, the missing files.
  fileprivate func missingContent(
    below roots: [ObjectID], limit: Int
  ) throws(GitError) -> [ObjectID] {
    var trees: [ObjectID] = []
    var files: [ObjectID] = []
    var seen: Set<ObjectID> = []
    var open: [ObjectID] = []
    for root in roots where seen.insert(root).inserted {
      // What a missing root is shows when it has come.
      if try header(of: root) == nil { trees.append(root) } else { open.append(root) }
    }
    while let id = open.popLast() {
      guard try header(of: id)?.kind == .tree else { continue }
      for entry in try entries(of: id, folder: "") where seen.insert(entry.id).inserted {
        guard seen.count <= limit else {
          throw error(.limit, "more than \(limit) objects", while: "complete \(id)")
        }
        switch entry.kind {
        case .submodule: continue
        case .folder:
          if try contains(entry.id) { open.append(entry.id) } else { trees.append(entry.id) }
        case .file, .executable, .symbolicLink:
          if try !contains(entry.id) { files.append(entry.id) }
        }
      }
    }
    return trees.isEmpty ? files : trees
  }
}

/// A want takes 50 bytes: a request of a megabyte, which every server takes.
private let wantsPerRequest = 20_000
