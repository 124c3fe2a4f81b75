import Errors
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  package func defaultBranch() async throws(Failure) -> BranchName {
    try await healing { () async throws(Failure) in try await readDefaultBranch() }
  }

  package func refs(
    for branch: SlotBranch, main: BranchName
  ) async throws(Failure) -> RepositoryFacts {
    try await healing { () async throws(Failure) in
      try await readRefs(for: branch, main: main)
    }
  }

  package func head(of main: BranchName) async throws(Failure) -> CommitFacts {
    try await healing { () async throws(Failure) in try await readHead(of: main) }
  }

  package func proposals(
    of heads: [Int: Revision], main: BranchName
  ) async throws(Failure) -> [Int: ProposedRoll] {
    try await healing { () async throws(Failure) in
      try await readProposals(of: heads, main: main)
    }
  }

  package func files(
    at commit: Revision, under paths: [String]
  ) async throws(Failure) -> [RepositoryFile] {
    try await healing { () async throws(Failure) in
      try await filledMirror().files(at: commit, under: paths)
    }
  }

  package func pinHistory(
    of commit: Revision, limit: Int
  ) async throws(Failure) -> [PinRecord] {
    try await healing { () async throws(Failure) in
      try await filledMirror().pinHistory(of: commit, limit: limit)
    }
  }
}
