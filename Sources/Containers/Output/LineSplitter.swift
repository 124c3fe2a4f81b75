import SafeText

/// Cuts a stream of bytes into lines of bounded length.
///
/// A carriage return ends a line too, so that a progress bar shows its newest state. What is beyond
/// the limit of a line is counted and left out, so a stream without any newline needs no memory.
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
    return leftOut == 0 ? text : text + " … (\(leftOut) bytes of this line left out)"
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    let room = limit - line.count
    line.append(contentsOf: bytes.prefix(room))
    leftOut += max(0, bytes.count - room)
  }
}
