internal import CGit2

extension OpenRepository {
  /// The commits of `tip` that none of `bases` has, oldest first along each line, at most `limit`.
  ///
  /// Exact whatever the commits' dates say; bases that are not in this repository are passed over. A
  /// shallow clone's history begins at its boundary.
  package func newCommits(
    of tip: ObjectID, excluding bases: [ObjectID], limit: Int
  ) throws(GitError) -> [ObjectID] {
    let boundary = try shallowBoundary()
    if bases.count == 1,
      let line = try straightLine(
        of: tip, to: bases[0], limit: limit, boundary)
    {
      return line
    }
    var seen: Set<ObjectID> = []
    var open: [ObjectID] = []
    for base in bases where try contains(base) { open.append(base) }
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      open += try parents(of: id, boundary)
    }
    return try unseen(from: tip, &seen, limit: limit, boundary)
  }

  /// The usual case, in which a push adds a few commits to what the remote has.
  private func straightLine(
    of tip: ObjectID, to base: ObjectID, limit: Int, _ boundary: Set<ObjectID>
  ) throws(GitError) -> [ObjectID]? {
    var line: [ObjectID] = []
    var next = tip
    while next != base {
      let parents = try parents(of: next, boundary)
      guard parents.count == 1, line.count < limit else { return nil }
      line.append(next)
      next = parents[0]
    }
    return line.reversed()
  }

  /// Parents before children, without recursion: a history may be any number of commits deep.
  private func unseen(
    from tip: ObjectID, _ seen: inout Set<ObjectID>, limit: Int, _ boundary: Set<ObjectID>
  ) throws(GitError) -> [ObjectID] {
    var found: [ObjectID] = []
    var open = [(id: tip, isExpanded: false)]
    var count = 0
    while let (id, isExpanded) = open.popLast() {
      if isExpanded {
        found.append(id)
        continue
      }
      guard seen.insert(id).inserted else { continue }
      guard count < limit else {
        throw error(
          .limit, "more than \(limit) commits", while: "list what \(tip) adds",
          hint: "give a base that is nearer")
      }
      count += 1
      open.append((id, true))
      open += try parents(of: id, boundary).map { ($0, false) }
    }
    return found
  }

  private func parents(
    of id: ObjectID, _ boundary: Set<ObjectID>
  ) throws(GitError) -> [ObjectID] {
    boundary.contains(id) ? [] : try commit(id).parents
  }
}
