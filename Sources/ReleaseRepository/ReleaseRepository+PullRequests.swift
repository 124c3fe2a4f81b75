import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  /// Only objects that the mirror lacks are brought, and no ref of ours says where a pull request stood.
  func readProposals(
    of heads: [Int: Revision], main: BranchName
  ) async throws(Failure) -> [Int: ProposedRoll] {
    guard !heads.isEmpty else { return [:] }
    let mirror = try await filledMirror()
    let tip = try await mirror.tip(of: main)
    let open = knownProposals.unknown(of: Set(heads.values), at: tip)
    let there = try await bring(heads.filter { open.contains($0.value) }, into: mirror)
    for head in open where there.contains(head) {
      let proposal = try await mirror.proposal(ObjectID(head), from: ObjectID(tip))
      knownProposals.keep(proposal, of: head, at: tip)
    }
    return heads.compactMapValues { knownProposals.proposal(of: $0, at: tip) }
  }

  /// Those of `heads` that the mirror holds then; the forge may not have all of them any more.
  ///
  /// It keeps the head of every pull request, also when its branch is deleted:
  /// <https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/checking-out-pull-requests-locally>.
  private func bring(
    _ heads: [Int: Revision], into mirror: Mirror
  ) async throws(Failure) -> Set<Revision> {
    let wanted = Set(heads.values)
    let known = try await mirror.held(wanted)
    let missing = heads.filter { !known.contains($0.value) }
    guard !missing.isEmpty else { return known }
    return try await doing("reading the heads of pull requests") { () throws(GitError) in
      let names = missing.keys.sorted().map { "refs/pull/\($0)/head" }
      let listed = try await remote.references(withPrefixes: names).map(\.id)
        .filter { id in wanted.contains(id.revision) }
      _ = try await remote.fetch(FetchRequest(wants: listed), into: mirror.repository)
      return known.union(listed.map(\.revision))
    }
  }
}

extension Mirror {
  /// The commit of `main` at the last look.
  fileprivate func tip(of main: BranchName) async throws(Failure) -> Revision {
    let what = "looking at \(main)"
    let found = try await doing(what) { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.reference(try ReferenceName(branch: "\(main)"))?.peeled
      }
    }
    if let found { return found.revision }
    throw Failure(
      .moved, doing: what, found: "the mirror has no such branch",
      hint: "roller reads the state again")
  }

  fileprivate func held(_ commits: Set<Revision>) async throws(Failure) -> Set<Revision> {
    try await doing("looking for commits") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        var held: Set<Revision> = []
        for commit in commits where try git.header(of: ObjectID(commit)) != nil {
          held.insert(commit)
        }
        return held
      }
    }
  }
}
