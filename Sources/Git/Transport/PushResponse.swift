internal import SafeText

/// The answer to a push: <https://git-scm.com/docs/pack-protocol#_report_status>.
struct PushResponse {
  let outcome: PushOutcome
  private(set) var messages = ""

  /// Reads what `bytes` say of the reference `name`; one without a message about it is not assumed to
  /// have moved.
  init(_ bytes: [UInt8], to name: ReferenceName, _ exchange: Exchange) throws(GitError) {
    var outer = PacketReader()
    outer.append(bytes)
    var report = PacketReader()
    while let packet = try outer.next(in: exchange) {
      guard case .payload(let payload) = packet else { continue }
      let rest = payload.dropFirst()
      switch payload.first {
      case 1: report.append(rest)
      case 2: messages = Self.messages(messages, rest)
      case 3: throw exchange.complaint(String(decoding: rest, as: UTF8.self))
      default: throw exchange.malformed("a packet of an unknown side band")
      }
    }
    var lines: [String] = []
    while let packet = try report.next(in: exchange) {
      if let line = packet.text { lines.append(line) }
    }
    guard outer.isAtBoundary, report.isAtBoundary else { throw exchange.truncated() }
    outcome = try Self.outcome(of: name, lines, exchange)
  }

  private static func outcome(
    of name: ReferenceName, _ lines: [String], _ exchange: Exchange
  ) throws(GitError) -> PushOutcome {
    var unpacking = "no word about it"
    var outcome: PushOutcome?
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      let isOurs = words.count >= 2 && words[1] == name.text
      switch words.first {
      case "unpack": unpacking = visibleText(words.dropFirst().joined(separator: " "), limit: 200)
      case "ok" where isOurs: outcome = .accepted
      case "ng" where isOurs:
        outcome = .rejected(
          words.count == 3 ? visibleText(words[2], limit: 200) : "no reason given")
      case "ERR": throw exchange.complaint(words.dropFirst().joined(separator: " "))
      default:
        throw exchange.malformed("the line \(visibleText(line, limit: 80).debugDescription)")
      }
    }
    guard let outcome else { throw exchange.malformed("a report without \(name)") }
    return outcome == .accepted && unpacking != "ok"
      ? .rejected("the pack was refused: \(unpacking)") : outcome
  }

  /// `known` and what `bytes` add to it, as long as it is not too much.
  private static func messages(_ known: String, _ bytes: ArraySlice<UInt8>) -> String {
    guard known.utf8.count < 64 << 10 else { return known }
    // Progress overwrites itself with carriage returns; kept, it is one line after the other.
    let lines = bytes.map { $0 == 0x0D ? 0x0A : $0 }
    return known
      + visibleText(
        String(decoding: lines, as: UTF8.self), limit: 8 << 10, keepingLineBreaks: true)
  }
}
