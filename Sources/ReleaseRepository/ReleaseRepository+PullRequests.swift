import Git
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  /// Only the objects are brought: no ref of ours says where a pull request stood.
  ///
  /// The forge keeps the head of every pull request, also when its branch is deleted:
  /// <https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/checking-out-pull-requests-locally>.
  func readPullRequestHeads(
    _ numbers: [Int], from main: Revision
  ) async throws(ForgeError) -> [PullRequestHead] {
    guard !numbers.isEmpty else { return [] }
    let names = Dictionary(
      numbers.map { ("refs/pull/\($0)/head", $0) }, uniquingKeysWith: { first, _ in first })
    let mirror = try await filledMirror()
    let heads = try await doing("reading the heads of pull requests") { () throws(GitError) in
      let listed = try await remote.references(withPrefixes: names.keys.sorted())
        .filter { names[$0.name.text] != nil }
      _ = try await remote.fetch(
        FetchRequest(wants: listed.map(\.id)), into: mirror.repository)
      return listed
    }
    var found: [PullRequestHead] = []
    for head in heads {
      guard let number = names[head.name.text] else { continue }
      found.append(try await mirror.pullRequestHead(number, at: head.id, from: main))
    }
    return found.sorted { $0.number < $1.number }
  }
}

extension Mirror {
  fileprivate func pullRequestHead(
    _ number: Int, at head: ObjectID, from main: Revision
  ) async throws(ForgeError) -> PullRequestHead {
    try await doing("looking at the head of pull request #\(number)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        PullRequestHead(
          number: number, commit: try git.facts(of: head),
          standing: try git.standing(of: head, from: ObjectID(main)))
      }
    }
  }
}
