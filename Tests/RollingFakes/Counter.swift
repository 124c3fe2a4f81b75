import Synchronization

/// Counts calls, from wherever they come.
package final class Counter: Sendable {
  private let value = Mutex(0)

  package init() {}

  package var count: Int { value.withLock { $0 } }

  /// The number of this call, from 1.
  @discardableResult
  package func next() -> Int {
    value.withLock { value in
      value += 1
      return value
    }
  }
}
