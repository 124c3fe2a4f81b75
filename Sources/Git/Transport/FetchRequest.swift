/// Which objects a fetch leaves out: <https://git-scm.com/docs/git-rev-list#Documentation/git-rev-list.txt---filterltfilter-specgt>.
package enum ObjectFilter: Sendable, Hashable, CustomStringConvertible {
  /// Commits and trees, no file contents.
  case noBlobs
  /// Trees above this depth only; 0 is history without any content.
  case trees(depth: Int)

  package var description: String {
    switch self {
    case .noBlobs: "blob:none"
    case .trees(let depth): "tree:\(depth)"
    }
  }
}

/// What to fetch.
package struct FetchRequest: Sendable, Hashable {
  /// Commits, tags, trees or blobs.
  package var wants: [ObjectID]
  /// Asked for; a remote that cannot filter sends everything, and the report says so.
  package var filter: ObjectFilter?
  /// Commits come without their ancestors; for a repository that is thrown away afterwards, because
  /// nothing in it says that its history is cut off.
  package var isAlone: Bool
  /// Whether what we have is told to the remote, and wants that we have are left out.
  ///
  /// False where we have an object without what belongs to it, as after a filtered fetch.
  package var isIncremental: Bool

  package init(
    wants: [ObjectID], filter: ObjectFilter? = nil, isAlone: Bool = false,
    isIncremental: Bool = true
  ) {
    self.wants = wants
    self.filter = filter
    self.isAlone = isAlone
    self.isIncremental = isIncremental
  }
}

extension FetchRequest {
  /// What is sent to `remote`; `done` asks for the pack at once.
  ///
  /// <https://git-scm.com/docs/protocol-v2#_fetch>,
  /// <https://git-scm.com/docs/pack-protocol#_packfile_negotiation>
  func body(haves: [ObjectID], to remote: Advertisement) -> [UInt8] {
    var lines = wants.map { "want \($0)" }
    if isAlone { lines.append("deepen 1") }
    if let filter { lines.append("filter \(filter)") }
    var body: [UInt8] = []
    if remote.version == 2 {
      body.append(command: "fetch", to: remote)
      lines.append("ofs-delta")
    } else {
      lines[0] += " " + abilities(of: remote).joined(separator: " ")
    }
    for line in lines { body.append(packet: line + "\n") }
    if remote.version != 2 { body.appendFlushPacket() }
    for id in haves { body.append(packet: "have \(id)\n") }
    body.append(packet: "done\n")
    if remote.version == 2 { body.appendFlushPacket() }
    return body
  }

  private func abilities(of remote: Advertisement) -> [String] {
    let wanted = ["side-band-64k", "ofs-delta"] + (isAlone ? ["shallow"] : [])
    return wanted.filter(remote.offers) + ["agent=\(agent)"]
  }
}

extension OpenRepository {
  /// What we tell a remote that we have: our references, and commits ever further behind them.
  ///
  /// One message must do, since HTTP keeps no conversation; the steps double so that a common
  /// commit is named even when the remote's branch was rewritten some time ago.
  func haves(limit: Int = 256) throws(GitError) -> [ObjectID] {
    var seen: Set<ObjectID> = []
    var found: [ObjectID] = []
    let references = try references()
    let branches = references.filter { $0.name.branch != nil }
    let others = references.filter { $0.name.branch == nil }
    for reference in branches + others {
      for id in try steps(behind: reference.peeled) where found.count < limit {
        if seen.insert(id).inserted { found.append(id) }
      }
      if found.count >= limit { break }
    }
    return found
  }

  private func steps(behind tip: ObjectID) throws(GitError) -> [ObjectID] {
    guard try header(of: tip)?.kind == .commit else { return [] }
    let line = try firstParents(of: tip, limit: 1025)
    let places = [0] + sequence(first: 1) { $0 * 2 }.prefix { $0 < line.count }
    return places.prefix(line.count).map { line[$0].id }
  }
}
