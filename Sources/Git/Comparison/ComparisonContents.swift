internal import CGit2

extension Remote {
  /// Brings the trees that comparing `old` with `new` needs and that `repository` lacks.
  ///
  /// Two commits of which nothing is here come whole, without a file, in one answer; otherwise only
  /// what differs comes, level by level.
  package func bringTrees(
    comparing old: ObjectID, with new: ObjectID, into repository: Repository
  ) async throws(GitError) {
    var isFirst = true
    while true {
      let missing = try await repository.run { git throws(GitError) in
        try git.missingTrees(comparing: old, with: new)
      }
      guard !missing.isEmpty else { return }
      let isWhole = isFirst && missing.count == 2
      isFirst = false
      _ = try await fetch(
        FetchRequest(
          wants: missing, filter: isWhole ? .noBlobs : .trees(depth: 0), isIncremental: false),
        into: repository)
    }
  }

  /// Brings the contents that counting the lines between `old` and `new` needs and that
  /// `repository` lacks; their trees must be here.
  package func bringContents(
    comparing old: ObjectID, with new: ObjectID, into repository: Repository
  ) async throws(GitError) {
    let missing = try await repository.run { git throws(GitError) in
      try git.missingContents(comparing: old, with: new)
    }
    for start in stride(from: 0, to: missing.count, by: 20_000) {
      let wants = Array(missing[start..<min(start + 20_000, missing.count)])
      _ = try await fetch(
        FetchRequest(wants: wants, filter: .trees(depth: 0), isIncremental: false),
        into: repository)
    }
  }
}

extension OpenRepository {
  /// The contents that counting the lines between `old` and `new` needs and that are not here.
  package func missingContents(
    comparing old: ObjectID, with new: ObjectID
  ) throws(GitError) -> [ObjectID] {
    let diff = try diff(from: old, to: new)
    var missing: Set<ObjectID> = []
    for index in 0..<git_diff_num_deltas(diff.raw) {
      guard let delta = git_diff_get_delta(diff.raw, index), !delta.pointee.isSubmodule,
        let change = PathChange(delta.pointee)
      else { continue }
      for id in [change.old, change.new].compactMap(\.self) where try !contains(id) {
        missing.insert(id)
      }
    }
    return missing.sorted()
  }

  /// The trees that comparing the commits `old` and `new` would open next and that are not here.
  fileprivate func missingTrees(
    comparing old: ObjectID, with new: ObjectID
  ) throws(GitError) -> [ObjectID] {
    var missing: Set<ObjectID> = []
    var open: [(ObjectID?, ObjectID?)] = [(try commit(old).tree, try commit(new).tree)]
    while let (before, after) = open.popLast() {
      guard before != after else { continue }
      var absent: [ObjectID] = []
      for id in [before, after].compactMap(\.self) where try !contains(id) { absent.append(id) }
      guard absent.isEmpty else {
        missing.formUnion(absent)
        continue
      }
      let (left, right) = (try folders(of: before), try folders(of: after))
      for name in Set(left.keys).union(right.keys) { open.append((left[name], right[name])) }
    }
    return missing.sorted()
  }

  private func folders(of tree: ObjectID?) throws(GitError) -> [String: ObjectID] {
    guard let tree else { return [:] }
    var folders: [String: ObjectID] = [:]
    for entry in try entries(of: tree, folder: "") where entry.kind == .folder {
      folders[entry.path] = entry.id
    }
    return folders
  }
}
