/// The states of a best-first walk: least cost first, and first come first served.
struct Heap: Sendable {
  private struct Entry {
    var cost: Int
    var order: Int
    var point: Point

    func comesBefore(_ other: Entry) -> Bool {
      cost != other.cost ? cost < other.cost : order < other.order
    }
  }

  private var entries: [Entry] = []
  private var pushed = 0

  mutating func push(_ point: Point, cost: Int) {
    entries.append(Entry(cost: cost, order: pushed, point: point))
    pushed += 1
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].comesBefore(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> (point: Point, cost: Int)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return (first.point, first.cost) }
    entries[0] = last
    sink()
    return (first.point, first.cost)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].comesBefore(entries[least]) {
        least = child
      }
      if least == parent { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
