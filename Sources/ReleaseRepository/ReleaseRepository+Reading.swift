import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  package func files(
    at commit: Revision, under paths: [String]
  ) async throws(ForgeError) -> [RepositoryFile] {
    try await healing { () async throws(ForgeError) in
      try await filledMirror().files(at: commit, under: paths)
    }
  }

  package func pinHistory(
    of commit: Revision, limit: Int
  ) async throws(ForgeError) -> [PinRecord] {
    try await healing { () async throws(ForgeError) in
      try await filledMirror().pinHistory(of: commit, limit: limit)
    }
  }

  package func standing(
    of head: Revision, from main: Revision
  ) async throws(ForgeError) -> BranchStanding {
    try await healing { () async throws(ForgeError) in
      try await filledMirror().standing(of: head, from: main)
    }
  }

  package func pullRequestHeads(
    _ numbers: [Int], from main: Revision
  ) async throws(ForgeError) -> [PullRequestHead] {
    try await healing { () async throws(ForgeError) in
      try await readPullRequestHeads(numbers, from: main)
    }
  }

  package func changedPaths(
    from old: Revision, to new: Revision, under places: [String]
  ) async throws(ForgeError) -> [String] {
    try await healing { () async throws(ForgeError) in
      try await filledMirror().changedPaths(from: old, to: new, under: places)
    }
  }

  package func tree(of commit: Revision) async throws(ForgeError) -> String {
    try await healing { () async throws(ForgeError) in
      try await filledMirror().tree(of: commit)
    }
  }

  package func isAncestor(
    _ earlier: Revision, of later: Revision
  ) async throws(ForgeError) -> Bool {
    try await healing { () async throws(ForgeError) in
      try await filledMirror().isAncestor(earlier, of: later)
    }
  }
}
