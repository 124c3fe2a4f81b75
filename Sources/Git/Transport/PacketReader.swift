internal import SafeText

/// Cuts a stream of bytes into packets, whatever pieces it arrives in.
struct PacketReader {
  private var buffer: [UInt8] = []
  private var start = 0

  /// True when no part of a packet waits for its rest.
  var isAtBoundary: Bool { start == buffer.count }

  mutating func append(_ bytes: some Collection<UInt8>) {
    if start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next packet; nil when it is not there in full yet.
  mutating func next(in exchange: Exchange) throws(GitError) -> PacketLine? {
    guard buffer.count - start >= 4 else { return nil }
    let head = buffer[start..<(start + 4)]
    guard let length = packetLength(head) else {
      throw exchange.malformed("a packet begins with \(visible(head))")
    }
    switch length {
    case 0: return special(.flush)
    case 1: return special(.delimiter)
    case 2: return special(.responseEnd)
    case 4...65520:
      guard buffer.count - start >= length else { return nil }
      let payload = Array(buffer[(start + 4)..<(start + length)])
      start += length
      return .payload(payload)
    default: throw exchange.malformed("a packet of \(length) bytes")
    }
  }

  private mutating func special(_ packet: PacketLine) -> PacketLine {
    start += 4
    return packet
  }
}

/// Four hexadecimal digits, and nothing that only looks like a number (`+0a1`).
private func packetLength(_ digits: ArraySlice<UInt8>) -> Int? {
  var length = 0
  for digit in digits {
    guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
    length = length << 4 | value
  }
  return length
}

private func visible(_ bytes: ArraySlice<UInt8>) -> String {
  visibleText(String(decoding: bytes, as: UTF8.self), limit: 500).debugDescription
}
