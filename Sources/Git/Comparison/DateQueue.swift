/// Commits that wait for their turn, the newest first: a binary heap.
struct DateQueue {
  private var heap: [(date: Int64, index: Int)] = []

  /// The date of the newest.
  var newest: Int64? { heap.first?.date }

  mutating func insert(_ index: Int, date: Int64) {
    heap.append((date, index))
    var child = heap.count - 1
    while child > 0, heap[(child - 1) / 2].date < heap[child].date {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the newest out; there must be one.
  mutating func removeNewest() -> Int {
    heap.swapAt(0, heap.count - 1)
    let newest = heap.removeLast()
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child].date < heap[child + 1].date { child += 1 }
      guard heap[parent].date < heap[child].date else { break }
      heap.swapAt(parent, child)
      parent = child
    }
    return newest.index
  }
}
