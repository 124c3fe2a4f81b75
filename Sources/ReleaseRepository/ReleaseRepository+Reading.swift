import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  package func defaultBranch() async throws(ForgeError) -> BranchName {
    try await healing { () async throws(ForgeError) in try await readDefaultBranch() }
  }

  package func refs(
    for branch: SlotBranch, main: BranchName
  ) async throws(ForgeError) -> RepositoryFacts {
    try await healing { () async throws(ForgeError) in
      try await readRefs(for: branch, main: main)
    }
  }

  package func head(of main: BranchName) async throws(ForgeError) -> CommitFacts {
    try await healing { () async throws(ForgeError) in try await readHead(of: main) }
  }

  package func proposals(
    of heads: [Int: Revision], main: BranchName
  ) async throws(ForgeError) -> [Int: ProposedRoll] {
    try await healing { () async throws(ForgeError) in
      try await readProposals(of: heads, main: main)
    }
  }

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
}
