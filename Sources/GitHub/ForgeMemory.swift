import ReleaseModel
import Synchronization

/// What one process knows of the forge and need not, or cannot, ask again.
final class ForgeMemory: Sendable {
  /// The end of a pull request; a later end is another one.
  struct Ending: Hashable, Sendable {
    let number: Int
    let at: Timestamp?
  }

  /// A pull request as it stood when the platform was asked to merge it.
  struct Queued: Hashable, Sendable {
    let number: Int
    let head: Revision
  }

  private struct State: Sendable {
    var closers: [Ending: String?] = [:]
    var queued: Set<Queued> = []
  }

  private let state = Mutex(State())

  /// Who closed it; nil when that was not asked yet.
  func closer(of ending: Ending) -> String?? { state.withLock { $0.closers[ending] } }

  func keep(closer: String?, of ending: Ending) {
    state.withLock { _ = $0.closers.updateValue(closer, forKey: ending) }
  }

  /// Whether it was put into the merge queue: REST does not show an entry of the queue.
  func isQueued(_ number: Int, _ head: Revision) -> Bool {
    state.withLock { $0.queued.contains(Queued(number: number, head: head)) }
  }

  func keep(queued number: Int, _ head: Revision) {
    state.withLock { _ = $0.queued.insert(Queued(number: number, head: head)) }
  }
}
