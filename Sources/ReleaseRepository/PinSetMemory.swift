import Digest
import ReleaseModel
import Synchronization

/// Which pin sets the heads of pull requests hold, by commit.
///
/// Ids name content, so what is a roll stays one. What is none may become one when main moves, because a
/// roll's parent is on main's line: that is remembered only as long as main stands.
final class PinSetMemory: Sendable {
  private struct State: Sendable {
    var pinSets: [Revision: SHA256Digest] = [:]
    var main: Revision?
    var others: Set<Revision> = []
  }

  private let state = Mutex(State())

  func pinSet(of head: Revision) -> SHA256Digest? { state.withLock { $0.pinSets[head] } }

  /// Those of `heads` that have to be looked at while `main` is there.
  func unknown(of heads: Set<Revision>, at main: Revision) -> Set<Revision> {
    state.withLock { state in
      let others = state.main == main ? state.others : []
      return heads.filter { state.pinSets[$0] == nil && !others.contains($0) }
    }
  }

  /// Keeps what `head` holds; nil when it is no roll, seen from `main`.
  func keep(_ pinSet: SHA256Digest?, of head: Revision, at main: Revision) {
    state.withLock { state in
      if let pinSet {
        state.pinSets[head] = pinSet
        return
      }
      if state.main != main { state.others = [] }
      state.main = main
      state.others.insert(head)
    }
  }
}
