/// Turns byte offsets of one text into lines and columns.
struct TextPosition {
  private let bytes: [UInt8]

  init(in bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The line and column, in characters, of the byte at `offset`; both counted from 1.
  func place(of offset: Int, pointer: String? = nil) -> Place {
    let before = bytes[..<min(max(0, offset), bytes.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    // Bytes 10xxxxxx continue a character: https://www.rfc-editor.org/rfc/rfc3629#section-3
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return Place(line: line, column: column, pointer: pointer)
  }
}
