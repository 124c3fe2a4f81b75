import Errors
import ReleaseModel
import RollPlanning

/// Our repository and its forge as one: facts come from both, and each step goes to one of them.
package struct Host: Sendable {
  package let repository: any Repository
  package let forge: any Forge

  package init(repository: any Repository, forge: any Forge) {
    self.repository = repository
    self.forge = forge
  }

  /// The forge's default branch.
  package func main() async throws(Failure) -> BranchFacts {
    let name = try await repository.defaultBranch()
    return BranchFacts(name: name, head: try await repository.head(of: name))
  }

  /// Everything that decides what to do next for the schedule of `slot`, which leads to `branch`, the
  /// default branch when nil.
  package func facts(
    for slot: SlotBranch, on branch: BranchName?
  ) async throws(Failure) -> ForgeFacts {
    let name: BranchName
    if let branch { name = branch } else { name = try await repository.defaultBranch() }
    let refs = try await repository.refs(for: slot, main: name)
    let pulls = try await forge.pullRequests(from: slot, to: name)
    let heads = Dictionary(pulls.map { ($0.number, $0.head) }, uniquingKeysWith: { $1 })
    let proposals = try await repository.proposals(of: heads, main: name)
    let facts = ForgeFacts(
      repository: refs,
      pullRequests: pulls.map { pull in
        var pull = pull
        pull.proposal = proposals[pull.number]
        return pull
      },
      checks: try await forge.checks(on: refs.slotBranch?.revision ?? refs.main.revision),
      rules: try await forge.rules(of: name), releases: try await forge.releases())
    guard let doubtful = facts.doubtfulRoll(of: slot) else { return facts }
    return facts.adding(try await forge.checks(on: doubtful).statuses)
  }

  package func perform(_ step: LandingStep) async throws(Failure) {
    switch step {
    case .git(let step): try await repository.perform(step)
    case .forge(let step): try await forge.perform(step)
    }
  }
}
