internal import SafeText

/// The answer to a push: <https://git-scm.com/docs/pack-protocol#_report_status>.
struct PushResponse {
  /// Nil for an accepted reference, the remote's reason for another.
  private(set) var reasons: [ReferenceName: String?] = [:]
  private(set) var messages = ""
  private var unpacking: String?
  private let exchange: Exchange

  init(_ bytes: [UInt8], hasBands: Bool, _ exchange: Exchange) throws(GitError) {
    self.exchange = exchange
    var outer = PacketReader()
    outer.append(bytes)
    var report = PacketReader()
    while let packet = try outer.next(in: exchange) {
      guard case .payload(let payload) = packet else { continue }
      if hasBands { try take(band: payload, into: &report) } else { try take(line: packet.text) }
    }
    while let packet = try report.next(in: exchange) { try take(line: packet.text) }
    guard outer.isAtBoundary, report.isAtBoundary else { throw exchange.truncated() }
  }

  /// What became of `change`; a reference without a message about it is not assumed to have moved.
  func outcome(of change: ReferenceChange) throws(GitError) -> PushOutcome {
    guard let reason = reasons[change.name] else {
      throw exchange.malformed("a report without \(change.name)")
    }
    if let reason { return .rejected(reason) }
    guard unpacking == "ok" else {
      return .rejected("the pack was refused: \(unpacking ?? "no word about it")")
    }
    return .accepted
  }

  private mutating func take(
    band payload: [UInt8], into report: inout PacketReader
  ) throws(GitError) {
    switch payload.first {
    case 1: report.append(payload.dropFirst())
    case 2:
      guard messages.utf8.count < 64 << 10 else { return }
      // Progress overwrites itself with carriage returns; kept, it is one line after the other.
      let lines = payload.dropFirst().map { $0 == 0x0D ? 0x0A : $0 }
      messages += visibleText(
        String(decoding: lines, as: UTF8.self), limit: 8 << 10, keepingLineBreaks: true)
    case 3: throw exchange.complaint(String(decoding: payload.dropFirst(), as: UTF8.self))
    default: throw exchange.malformed("a packet of an unknown side band")
    }
  }

  private mutating func take(line: String?) throws(GitError) {
    guard let line else { return }
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    switch words.first {
    case "unpack": unpacking = visibleText(words.dropFirst().joined(separator: " "), limit: 200)
    case "ok" where words.count >= 2:
      let name = try ReferenceName(words[1])
      reasons.updateValue(nil, forKey: name)
    case "ng" where words.count >= 2:
      let name = try ReferenceName(words[1])
      let reason = words.count == 3 ? visibleText(words[2], limit: 200) : "no reason given"
      reasons.updateValue(reason, forKey: name)
    case "ERR": throw exchange.complaint(words.dropFirst().joined(separator: " "))
    default: throw exchange.malformed("the line \(visibleText(line, limit: 80).debugDescription)")
    }
  }
}
