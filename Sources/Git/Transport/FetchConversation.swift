/// What both protocol versions need to say to fetch.
struct FetchConversation: Sendable {
  let wants: [ObjectID]
  let haves: [ObjectID]
  let shallow: Set<ObjectID>
  /// Nil when it was not asked for or is not offered.
  let filter: ObjectFilter?
  let depth: Int?

  /// The whole request; `done` asks for the pack at once.
  func request(to remote: Advertisement) -> [UInt8] {
    remote.version == 2 ? versionTwo(remote) : versionZero(remote)
  }

  /// <https://git-scm.com/docs/protocol-v2#_fetch>
  private func versionTwo(_ remote: Advertisement) -> [UInt8] {
    var body: [UInt8] = []
    body.append(packet: "command=fetch\n")
    body.append(packet: "agent=\(agent)\n")
    if remote.offers("object-format") { body.append(packet: "object-format=sha1\n") }
    body.appendDelimiterPacket()
    body.append(packet: "ofs-delta\n")
    for id in wants { body.append(packet: "want \(id)\n") }
    appendConditions(to: &body)
    for id in haves { body.append(packet: "have \(id)\n") }
    body.append(packet: "done\n")
    body.appendFlushPacket()
    return body
  }

  /// <https://git-scm.com/docs/pack-protocol#_packfile_negotiation>
  private func versionZero(_ remote: Advertisement) -> [UInt8] {
    let known = ["side-band-64k", "ofs-delta", "shallow", "filter"].filter {
      remote.offers($0) && ($0 != "filter" || filter != nil)
        && ($0 != "shallow" || depth != nil || !shallow.isEmpty)
    }
    let abilities = (known + ["agent=\(agent)"]).joined(separator: " ")
    var body: [UInt8] = []
    for (index, id) in wants.enumerated() {
      body.append(packet: index == 0 ? "want \(id) \(abilities)\n" : "want \(id)\n")
    }
    appendConditions(to: &body)
    body.appendFlushPacket()
    for id in haves { body.append(packet: "have \(id)\n") }
    body.append(packet: "done\n")
    return body
  }

  private func appendConditions(to body: inout [UInt8]) {
    for id in shallow.sorted() { body.append(packet: "shallow \(id)\n") }
    if let depth { body.append(packet: "deepen \(depth)\n") }
    if let filter { body.append(packet: "filter \(filter)\n") }
  }
}
