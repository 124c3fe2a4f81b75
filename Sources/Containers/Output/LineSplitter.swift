import SafeText

/// Cuts a stream of bytes into lines of bounded length.
///
/// A carriage return ends a line too, so that a progress bar shows its newest state. Bytes beyond
/// the limit of a line are counted and omitted, so a stream without any newline needs no memory.
struct LineSplitter {
  private let limit: Int
  private var line: [UInt8] = []
  private var leftOut = 0

  /// A splitter of lines of at most `limit` bytes.
  init(limit: Int = 4_096) {
    self.limit = limit
  }

  /// The lines that `bytes` complete; empty lines are dropped.
  mutating func feed(_ bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      keep(rest[..<end])
      if let line = finish() { lines.append(line) }
      rest = rest[(end + 1)...]
    }
    keep(rest)
    return lines
  }

  /// The last line, when the stream did not end with a newline.
  mutating func finish() -> String? {
    guard !line.isEmpty else { return nil }
    defer {
      line.removeAll(keepingCapacity: true)
      leftOut = 0
    }
    let text = visibleText(String(decoding: line, as: UTF8.self))
    return leftOut == 0 ? text : text + " … (\(leftOut) bytes of this line omitted)"
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    let room = limit - line.count
    line.append(contentsOf: bytes.prefix(room))
    leftOut += max(0, bytes.count - room)
  }
}

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
