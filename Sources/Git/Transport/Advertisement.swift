internal import SafeText

/// What a remote says first: the protocol it speaks, its abilities and, before version 2, its references.
struct Advertisement: Sendable {
  /// 2, or 0 for versions 0 and 1, which are the same from here on.
  private(set) var version = 0
  /// Empty in version 2, where references are asked for.
  private(set) var references: [RemoteReference] = []
  private var abilities: [String] = []

  init(_ bytes: [UInt8], _ exchange: Exchange) throws(GitError) {
    var reader = PacketReader()
    reader.append(bytes)
    var listing = ReferenceListing()
    while let packet = try reader.next(in: exchange) {
      guard case .payload(let payload) = packet, let line = packet.text else { continue }
      if line.hasPrefix("# service=") || line == "version 1" { continue }
      if let refusal = packet.refusal { throw exchange.complaint(refusal) }
      if line == "version 2" {
        version = 2
      } else if version == 2 {
        abilities.append(line)
      } else {
        let parts = payload.split(separator: 0, maxSplits: 1)
        if parts.count == 2, abilities.isEmpty {
          let words = String(decoding: parts[1], as: UTF8.self)
          abilities = words.split { $0 == " " || $0 == "\n" }.map(String.init)
          try requireSHA1(exchange)
        }
        try listing.add(String(decoding: parts.first ?? [], as: UTF8.self), exchange)
      }
    }
    guard reader.isAtBoundary else { throw exchange.truncated() }
    try requireSHA1(exchange)
    references = listing.finished(symbolicTargets: values(of: "symref"))
  }

  /// True when `name` is offered, with a value or without.
  func offers(_ name: String) -> Bool {
    abilities.contains { $0 == name || $0.hasPrefix(name + "=") }
  }

  /// True when objects may be left out of a fetch and asked for by name later, as in version 2 alone:
  /// <https://git-scm.com/docs/protocol-capabilities#_allow_tip_sha1_in_want>
  var offersFilter: Bool {
    version == 2 && value(of: "fetch")?.split(separator: " ").contains("filter") ?? false
  }

  private func requireSHA1(_ exchange: Exchange) throws(GitError) {
    guard let format = value(of: "object-format"), format != "sha1" else { return }
    throw exchange.error(
      .refused, "the repository names objects by \(visibleText(format, limit: 40))",
      hint: "only SHA-1 repositories are supported")
  }

  private func value(of name: String) -> String? { values(of: name).first }

  private func values(of name: String) -> [String] {
    abilities.filter { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }
}

/// Collects the reference lines of version 0: `<id> <name>`, and `<id> <name>^{}` for peeled tags.
private struct ReferenceListing {
  private var lines: [(id: ObjectID, name: String)] = []
  private var peeled: [String: ObjectID] = [:]

  mutating func add(_ line: String, _ exchange: Exchange) throws(GitError) {
    let text = line.hasSuffix("\n") ? String(line.dropLast()) : line
    let words = text.split(separator: " ", maxSplits: 1)
    if words.first == "shallow" { return }
    guard words.count == 2, let id = ObjectID(words[0]) else {
      throw exchange.malformed("the line \(visibleText(text, limit: 80).debugDescription)")
    }
    let name = String(words[1])
    if name.hasSuffix("^{}") {
      peeled[String(name.dropLast(3))] = id
    } else {
      lines.append((id, name))
    }
  }

  func finished(symbolicTargets: [String]) -> [RemoteReference] {
    let targets = Dictionary(
      symbolicTargets.compactMap { text -> (String, ReferenceName)? in
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let target = try? ReferenceName(parts[1]) else { return nil }
        return (parts[0], target)
      }, uniquingKeysWith: { first, _ in first })
    return lines.compactMap { id, name in
      // A name that git itself would not accept is no reference that anybody can ask for.
      guard let parsed = try? ReferenceName(name) else { return nil }
      return RemoteReference(
        name: parsed, id: id, peeled: peeled[name], symbolicTarget: targets[name])
    }
  }
}
