/// One unit of git's wire format: <https://git-scm.com/docs/protocol-common#_pkt_line_format>.
enum PacketLine: Sendable, Equatable {
  case payload([UInt8])
  /// Ends a message.
  case flush
  /// Separates the sections of a message, in protocol version 2.
  case delimiter
  /// Ends a response, in protocol version 2 without connection.
  case responseEnd

  /// The remote's words when the packet is its refusal, `ERR …`.
  ///
  /// Looks at bytes first: most packets are pieces of a pack, and no text at all.
  var refusal: String? {
    guard case .payload(let bytes) = self, bytes.starts(with: Array("ERR ".utf8)) else {
      return nil
    }
    return text.map { String($0.dropFirst(4)) }
  }

  /// The text of a payload without its final newline; nil for the special packets.
  var text: String? {
    guard case .payload(let bytes) = self else { return nil }
    return String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends `text` as one packet; each text of ours is far below the format's 65,516 bytes.
  mutating func append(packet text: String) {
    let length = String(text.utf8.count + 4, radix: 16)
    append(contentsOf: String(repeating: "0", count: 4 - length.count).utf8)
    append(contentsOf: length.utf8)
    append(contentsOf: text.utf8)
  }

  /// The head of a command of protocol version 2.
  mutating func append(command: String, to remote: Advertisement) {
    append(packet: "command=\(command)\n")
    append(packet: "agent=\(agent)\n")
    if remote.offers("object-format") { append(packet: "object-format=sha1\n") }
    append(contentsOf: "0001".utf8)
  }

  mutating func appendFlushPacket() { append(contentsOf: "0000".utf8) }
}
