internal import HTTP
internal import SafeText

extension Remote {
  /// The remote's references whose names start with one of `prefixes`, in order of their names.
  ///
  /// In version 2 the remote sends only those: 127 bytes for one branch of a repository with
  /// 22,000 references.
  package func references(
    withPrefixes prefixes: [String]
  ) async throws(GitError) -> [RemoteReference] {
    let exchange = exchange("list references")
    let advertised = try await advertisement(of: .uploadPack, exchange)
    return try await references(withPrefixes: prefixes, advertised, exchange)
  }

  func references(
    withPrefixes prefixes: [String], _ advertised: Advertisement, _ exchange: Exchange
  ) async throws(GitError) -> [RemoteReference] {
    var found = advertised.references
    if advertised.version == 2 {
      var body: [UInt8] = []
      body.append(command: "ls-refs", to: advertised)
      body.append(packet: "peel\n")
      body.append(packet: "symrefs\n")
      for prefix in prefixes { body.append(packet: "ref-prefix \(prefix)\n") }
      body.appendFlushPacket()
      var request = try post(.uploadPack, body, isRepeatable: true, exchange)
      request.headers["Git-Protocol"] = "version=2"
      request.limits.size = limits.listing
      found = try listed(try await send(request, exchange).body, exchange)
    }
    // A remote may ignore prefixes: https://git-scm.com/docs/protocol-v2#_ls_refs
    return found.filter { reference in prefixes.contains { reference.name.text.hasPrefix($0) } }
      .sorted { $0.name < $1.name }
  }

  private func listed(
    _ bytes: [UInt8], _ exchange: Exchange
  ) throws(GitError) -> [RemoteReference] {
    var reader = PacketReader()
    reader.append(bytes)
    var references: [RemoteReference] = []
    while let packet = try reader.next(in: exchange) {
      if packet == .flush { return references }
      guard let line = packet.text else { continue }
      if let refusal = packet.refusal { throw exchange.complaint(refusal) }
      if line.hasPrefix("unborn ") { continue }
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 2, let id = ObjectID(words[0]) else {
        throw exchange.malformed("the line \(visibleText(line, limit: 80).debugDescription)")
      }
      guard let name = try? ReferenceName(words[1]) else { continue }
      references.append(
        RemoteReference(
          name: name, id: id,
          peeled: attribute("peeled", of: words).flatMap { ObjectID($0) },
          symbolicTarget: attribute("symref-target", of: words).flatMap { try? ReferenceName($0) }))
    }
    throw exchange.truncated()
  }
}

/// How we introduce ourselves; without a version, so that equal requests are equal bytes.
let agent = "openxla-compiler-release"

private func attribute(_ name: String, of words: [String]) -> String? {
  words.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
}

/// A reference of a remote, as the remote tells it.
package struct RemoteReference: Sendable, Hashable {
  package let name: ReferenceName
  /// What it points to: a commit, or an annotated tag object.
  package let id: ObjectID
  /// What an annotated tag stands for; `id` itself for anything else.
  package let peeled: ObjectID
  /// The branch that a symbolic reference, HEAD above all, names.
  package let symbolicTarget: ReferenceName?

  package init(
    name: ReferenceName, id: ObjectID, peeled: ObjectID? = nil,
    symbolicTarget: ReferenceName? = nil
  ) {
    self.name = name
    self.id = id
    self.peeled = peeled ?? id
    self.symbolicTarget = symbolicTarget
  }
}
