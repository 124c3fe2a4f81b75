internal import CGit2

/// The objects that a remote lacks, gathered into a pack.
///
/// libgit2's own push walks all of history to find them (seconds, and impossible in a partial
/// repository); what a commit changed against its parents takes milliseconds.
struct NewObjects: ~Copyable {
  private let repository: OpenRepository
  private let builder: Handle
  private var seen: Set<ObjectID> = []
  private let operation = "pack what the remote lacks"

  init(_ repository: consuming OpenRepository) throws(GitError) {
    var raw: OpaquePointer?
    let code = git_packbuilder_new(&raw, repository.raw)
    guard code == 0, let raw else {
      throw GitError(code: code, while: operation, in: repository.location.path)
    }
    self.repository = repository
    builder = Handle(raw) { git_packbuilder_free($0) }
  }

  /// The pack that brings a remote with `known` objects to `tip`.
  mutating func pack(
    for tip: ObjectID, known: Set<ObjectID>, limit: Int
  ) throws(GitError) -> [UInt8] {
    if !known.contains(tip), let commit = try insertTags(from: tip), !known.contains(commit) {
      for commit in try repository.commits(from: commit, without: known) { try insert(commit) }
    }
    return try written(limit: limit)
  }

  /// Inserts the tag objects at `id`, and whatever it is if it is neither tag nor commit.
  private mutating func insertTags(from id: ObjectID) throws(GitError) -> ObjectID? {
    switch try repository.header(of: id)?.kind {
    case .tag:
      try insertOnce(id, nil)
      return try insertTags(from: try repository.annotatedTag(id).target)
    case .commit: return id
    case .tree: try insert(tree: id, unlike: [])
    case .blob: try insertOnce(id, nil)
    case nil:
      throw repository.error(
        .notFound, "object \(id) is not in this repository", while: operation)
    }
    return nil
  }

  private mutating func insert(_ id: ObjectID) throws(GitError) {
    let commit = try repository.commit(id)
    try insertOnce(id, nil)
    var parents: [ObjectID] = []
    for parent in commit.parents {
      let tree = try repository.commit(parent).tree
      // A partial repository may lack the trees of commits that it did not make.
      if try repository.contains(tree) { parents.append(tree) }
    }
    try insert(tree: commit.tree, unlike: parents)
  }

  /// Inserts what `tree` has and none of `others`, trees at the same place, has.
  private mutating func insert(tree: ObjectID, unlike others: [ObjectID]) throws(GitError) {
    guard !others.contains(tree), !seen.contains(tree) else { return }
    try insertOnce(tree, nil)
    var known: [String: [TreeEntry]] = [:]
    for other in others {
      for entry in try repository.entries(of: other, folder: "") {
        known[entry.path, default: []].append(entry)
      }
    }
    for entry in try repository.entries(of: tree, folder: "") {
      let before = known[entry.path] ?? []
      guard !before.contains(where: { $0.id == entry.id }) else { continue }
      switch entry.kind {
      case .submodule: continue
      case .folder:
        try insert(tree: entry.id, unlike: before.filter { $0.kind == .folder }.map(\.id))
      case .file, .executable, .symbolicLink: try insertOnce(entry.id, entry.path)
      }
    }
  }

  private mutating func insertOnce(_ id: ObjectID, _ name: String?) throws(GitError) {
    guard seen.insert(id).inserted else { return }
    var raw = id.raw
    try repository.check(git_packbuilder_insert(builder.raw, &raw, name), operation)
  }

  private func written(limit: Int) throws(GitError) -> [UInt8] {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try repository.check(git_packbuilder_write_buf(&buffer, builder.raw), operation)
    guard buffer.size <= limit, let start = buffer.ptr else {
      throw repository.error(
        .limit, "a pack of \(buffer.size) bytes; the limit is \(limit)", while: operation)
    }
    return Array(UnsafeRawBufferPointer(start: start, count: buffer.size))
  }
}

extension OpenRepository {
  /// The commits from `tip` that a remote with `known` objects may lack.
  ///
  /// Usually every line back ends at a known commit soon; otherwise it takes a real walk.
  fileprivate func commits(
    from tip: ObjectID, without known: Set<ObjectID>
  ) throws(GitError) -> [ObjectID] {
    var seen: Set<ObjectID> = []
    var open = [tip]
    while let id = open.popLast() {
      guard !known.contains(id), seen.insert(id).inserted else { continue }
      let parents = try commit(id).parents
      guard !parents.isEmpty || known.isEmpty, seen.count <= 256 else {
        var bases: [ObjectID] = []
        for id in known where try header(of: id)?.kind == .commit { bases.append(id) }
        return try newCommits(of: tip, excluding: bases, limit: .max)
      }
      open += parents
    }
    return Array(seen)
  }
}
