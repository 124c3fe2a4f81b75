import Errors
import Git
import ReleaseModel
import VersionDiffs

extension Mirror {
  /// What lies between two pins of this component; what cannot be found out says why.
  package func difference(
    of bump: Bump, from old: GitPin, to new: GitPin, depth: DifferenceDepth
  ) async -> BumpDifference {
    do throws(Failure) {
      let (from, to) = (try id(old.revision), try id(new.revision))
      for revision in [old.revision, new.revision] { try await have(revision, depth) }
      let walked = try await run { git throws(GitError) in
        try WalkedCommits(git, from: from, to: to, subjects: depth.subjects)
      }
      let tree = await treeDifference(from: from, to: to, depth)
      return BumpDifference(
        component: bump.component,
        from: .init(bump.from, landed: Timestamp(seconds: walked.from).day),
        to: .init(bump.to, landed: Timestamp(seconds: walked.to).day),
        content: .commits(
          walked.commits(
            folders: tree.map(\.folders).map { $0.map(FolderChange.init) },
            recorded: await recorded(old.revision, new.revision, tree, depth),
            page: comparePage(of: url, from: old.revision, to: new.revision))))
    } catch {
      return BumpDifference(bump, unknown: error.summary)
    }
  }

  private func have(
    _ revision: Revision, _ depth: DifferenceDepth
  ) async throws(Failure) {
    guard !depth.mayAsk else { return try await require(revision) }
    let wanted = try id(revision)
    if (try? repository.open().header(of: wanted)?.kind) == .commit { return }
    throw Failure(
      .unavailable, doing: "look for \(revision.abbreviated) on this machine",
      found: "it is not on this machine, and upstreams may not be contacted")
  }

  private func treeDifference(
    from: ObjectID, to: ObjectID, _ depth: DifferenceDepth
  ) async -> Answer<TreeDifference> {
    do throws(Failure) {
      if depth.mayAsk {
        try await asking { () throws(GitError) in
          try await remote.bringTrees(comparing: from, with: to, into: repository)
          guard depth.countsLines else { return }
          try await remote.bringContents(comparing: from, with: to, into: repository)
        }
      }
      return .known(
        try await run { git throws(GitError) in
          let files = try git.treeDifference(from: from, to: to)
          // A few files are counted when their contents happen to be here: it costs nothing then.
          let countsLines =
            files.files <= 1_000
            ? try git.missingContents(comparing: from, with: to).isEmpty : depth.countsLines
          return countsLines
            ? try git.treeDifference(from: from, to: to, countingLines: true) : files
        })
    } catch {
      return .unknown(because: depth.mayAsk ? error.summary : "the files are not on this machine")
    }
  }

  /// The submodules that moved, and what moved in the component's own files of pins.
  private func recorded(
    _ old: Revision, _ new: Revision, _ tree: Answer<TreeDifference>, _ depth: DifferenceDepth
  ) async -> Answer<[CommitsBetween.RecordedMove]> {
    guard case .known(let tree) = tree else {
      return tree.map { _ in [] }
    }
    var moves = tree.submodules.map(RecordedMove.init)
    // Submodules are in the tree itself.
    for record in component.records where record.format != .submodules {
      do throws(Failure) {
        let before = try await pins(record, at: old, depth)
        let after = try await pins(record, at: new, depth)
        moves += Set(before.keys).union(after.keys).sorted().compactMap { name in
          before[name] == after[name]
            ? nil
            : RecordedMove(
              name: "\(name)", place: record.path, from: before[name], to: after[name])
        }
      } catch {
        return .unknown(because: depth.mayAsk ? error.summary : "\(record.path) is not here")
      }
    }
    return .known(moves)
  }

  private func pins(
    _ record: RecordedPins, at revision: Revision, _ depth: DifferenceDepth
  ) async throws(Failure) -> [ComponentName: String] {
    let limit = RecordLimits.file
    let bytes: [UInt8]?
    if depth.mayAsk {
      bytes = try await file(record.path, at: revision, limit: limit)
    } else {
      let commit = try id(revision)
      bytes = try await run { git throws(GitError) in
        try git.blob(at: TreePath(record.path), of: commit, limit: limit)
      }
    }
    guard let bytes else { return [:] }
    // Requirements name projects of an index, the other files commits.
    let origins = record.names.values.map { name -> (ComponentName, Component.Origin) in
      (name, .index(project: "\(name)"))
    }
    let reader = RecordReader(
      record: record,
      origins: record.format == .requirements ? Dictionary(origins) { first, _ in first } : [:])
    return reader.reading(of: bytes).pins
  }
}

private typealias FolderChange = CommitsBetween.FolderChange
private typealias RecordedMove = CommitsBetween.RecordedMove

extension FolderChange {
  fileprivate init(_ folder: TreeDifference.Folder) {
    self.init(
      name: folder.name, files: folder.files,
      lines: folder.lines.map { .init(added: $0.added, deleted: $0.deleted) })
  }
}

extension RecordedMove {
  fileprivate init(_ submodule: PathChange) {
    self.init(
      name: submodule.path, place: submodule.path, from: submodule.old?.hexadecimal,
      to: submodule.new?.hexadecimal)
  }
}

/// GitHub's page for two commits: <https://docs.github.com/en/pull-requests/committing-changes-to-your-project/viewing-and-comparing-commits/comparing-commits>.
func comparePage(of url: String, from: Revision, to: Revision) -> String? {
  let host = "https://github.com/"
  guard url.hasPrefix(host), (try? RepositoryURL(url)) != nil else { return nil }
  var path = url.dropFirst(host.count)
  if path.hasSuffix(".git") { path.removeLast(4) }
  return "\(host)\(path)/compare/\(from)...\(to)"
}
