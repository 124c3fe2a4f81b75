internal import SafeText

/// The answer to a fetch, read packet by packet; knows versions 0 and 2.
///
/// <https://git-scm.com/docs/protocol-v2#_fetch>
struct FetchResponse {
  enum Event: Equatable {
    case pack([UInt8])
    case progress(String)
    case shallow(ObjectID)
    case unshallow(ObjectID)
  }

  private enum Section: Equatable {
    /// Before the pack in version 0: shallow lines, then ACK or NAK.
    case preamble
    /// Where version 2 names its next section.
    case heading
    case acknowledgments, shallowInfo, other
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

  mutating func take(_ packet: PacketLine) throws(GitError) -> Event? {
    if let refusal = packet.refusal { throw exchange.complaint(refusal) }
    switch section {
    case .preamble: return try takePreamble(packet)
    case .heading: return try takeHeading(packet)
    case .acknowledgments, .shallowInfo, .other: return try takeLine(packet)
    case .pack: return try takeBand(packet)
    case .finished:
      guard packet == .responseEnd || packet == .flush else {
        throw exchange.malformed("a packet after the end")
      }
      return nil
    }
  }

  private mutating func takePreamble(_ packet: PacketLine) throws(GitError) -> Event? {
    guard case .payload(let bytes) = packet else { return nil }
    if let band = bytes.first, (1...3).contains(band) {
      section = .pack
      return try takeBand(packet)
    }
    let line = packet.text ?? ""
    if line == "NAK" || line.hasPrefix("ACK ") { return nil }
    return try shallowEvent(line)
  }

  private mutating func takeHeading(_ packet: PacketLine) throws(GitError) -> Event? {
    switch packet {
    case .payload:
      switch packet.text ?? "" {
      case "packfile": section = .pack
      case "acknowledgments": section = .acknowledgments
      case "shallow-info": section = .shallowInfo
      case "wanted-refs", "packfile-uris": section = .other
      case let text: throw exchange.malformed("a section \(visibleText(text, limit: 80))")
      }
    case .flush, .responseEnd: section = .finished
    case .delimiter: break
    }
    return nil
  }

  private mutating func takeLine(_ packet: PacketLine) throws(GitError) -> Event? {
    switch packet {
    case .payload: return section == .shallowInfo ? try shallowEvent(packet.text ?? "") : nil
    case .delimiter: section = .heading
    case .flush, .responseEnd: section = .finished
    }
    return nil
  }

  private mutating func takeBand(_ packet: PacketLine) throws(GitError) -> Event? {
    guard case .payload(let bytes) = packet else {
      section = .finished
      return nil
    }
    switch bytes.first {
    case 1: return .pack(Array(bytes.dropFirst()))
    case 2: return .progress(String(decoding: bytes.dropFirst(), as: UTF8.self))
    case 3: throw exchange.complaint(String(decoding: bytes.dropFirst(), as: UTF8.self))
    default: throw exchange.malformed("a packet of an unknown side band")
    }
  }

  private func shallowEvent(_ line: String) throws(GitError) -> Event? {
    let words = line.split(separator: " ")
    guard words.count == 2, let id = ObjectID(words[1]) else {
      throw exchange.malformed("the line \(visibleText(line, limit: 80).debugDescription)")
    }
    switch words[0] {
    case "shallow": return .shallow(id)
    case "unshallow": return .unshallow(id)
    default: throw exchange.malformed("the word \(visibleText(String(words[0]), limit: 40))")
    }
  }
}
