/// The newest lines of a log, up to a number of bytes.
struct LineTail: Sendable {
  private let limit: Int
  private var held: [String] = []
  private var start = 0
  private var size = 0
  /// How many lines were let go.
  private(set) var leftOut = 0

  /// A tail of at most `limit` bytes, newlines included.
  init(limit: Int) {
    self.limit = limit
  }

  /// Oldest first.
  var lines: ArraySlice<String> { held[start...] }

  mutating func append(_ line: String) {
    held.append(line)
    size += line.utf8.count + 1
    while size > limit, start < held.count {
      size -= held[start].utf8.count + 1
      held[start] = ""
      start += 1
      leftOut += 1
    }
    // Moving the rest down only now and then keeps the cost of a line constant.
    if start > 4_096, start * 2 > held.count {
      held.removeFirst(start)
      start = 0
    }
  }
}
