import ReleaseModel
import RollPlanning
import Synchronization

/// Which rolls the heads of pull requests bring, by commit.
///
/// Ids name content, so a roll stays one. Another commit, or a person's work on a roll, may become one
/// when main moves, because a roll's parent is on main's line: that is remembered only as long as main
/// stands.
final class ProposalMemory: Sendable {
  private struct State: Sendable {
    var rolls: [Revision: ProposedRoll] = [:]
    var main: Revision?
    var others: [Revision: ProposedRoll?] = [:]
  }

  private let state = Mutex(State())

  /// What `head` brings, seen from `main`.
  func proposal(of head: Revision, at main: Revision) -> ProposedRoll? {
    state.withLock { state in
      state.rolls[head] ?? (state.main == main ? state.others[head] ?? nil : nil)
    }
  }

  /// Those of `heads` that have to be looked at while `main` is there.
  func unknown(of heads: Set<Revision>, at main: Revision) -> Set<Revision> {
    state.withLock { state in
      let others = state.main == main ? state.others : [:]
      return heads.filter { state.rolls[$0] == nil && others[$0] == nil }
    }
  }

  /// Keeps what `head` brings; nil when it brings no roll, seen from `main`.
  func keep(_ proposal: ProposedRoll?, of head: Revision, at main: Revision) {
    state.withLock { state in
      if let proposal, proposal.isOurs {
        state.rolls[head] = proposal
        return
      }
      if state.main != main { state.others = [:] }
      state.main = main
      state.others[head] = .some(proposal)
    }
  }
}
