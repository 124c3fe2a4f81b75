internal import SafeText

/// The answer to a fetch, read packet by packet; knows versions 0 and 2.
///
/// <https://git-scm.com/docs/protocol-v2#_fetch>
struct FetchResponse {
  private enum Section {
    /// Before the pack in version 0.
    case preamble
    /// Where version 2 names its next section.
    case heading
    case ignored
    case pack
    case finished
  }

  private var section: Section
  private let exchange: Exchange

  init(version: Int, _ exchange: Exchange) {
    section = version == 2 ? .heading : .preamble
    self.exchange = exchange
  }

  /// True when the remote has said all that it had to say.
  var isComplete: Bool { section == .finished }

  /// The piece of the pack that `packet` brings; nil when it brings none.
  mutating func take(_ packet: PacketLine) throws(GitError) -> ArraySlice<UInt8>? {
    if let refusal = packet.refusal { throw exchange.complaint(refusal) }
    switch (section, packet) {
    case (.preamble, .payload(let bytes)):
      if let band = bytes.first, (1...3).contains(band) {
        section = .pack
        return try piece(bytes)
      }
      try require(packet, ["NAK", "ACK", "shallow", "unshallow"])
    case (.heading, .payload):
      let isPack = packet.text == "packfile"
      section = isPack ? .pack : .ignored
      if !isPack {
        try require(packet, ["acknowledgments", "shallow-info", "wanted-refs", "packfile-uris"])
      }
    case (.pack, .payload(let bytes)): return try piece(bytes)
    case (.preamble, _), (.ignored, .payload), (.finished, .flush), (.finished, .responseEnd): break
    case (.heading, .delimiter), (.ignored, .delimiter): section = .heading
    case (.heading, _), (.ignored, _), (.pack, _): section = .finished
    case (.finished, _): throw exchange.malformed("a packet after the end")
    }
    return nil
  }

  private func require(_ packet: PacketLine, _ words: [String]) throws(GitError) {
    let line = packet.text ?? ""
    guard !words.contains(where: { line == $0 || line.hasPrefix($0 + " ") }) else { return }
    throw exchange.malformed("the line \(visibleText(line, limit: 80).debugDescription)")
  }

  private func piece(_ bytes: [UInt8]) throws(GitError) -> ArraySlice<UInt8>? {
    switch bytes.first {
    case 1: return bytes.dropFirst()
    case 2: return nil
    case 3: throw exchange.complaint(String(decoding: bytes.dropFirst(), as: UTF8.self))
    default: throw exchange.malformed("a packet of an unknown side band")
    }
  }
}
