extension Remote {
  /// Moves one of the remote's references as `change` says, sending only the objects that it lacks.
  ///
  /// The change's `expected` value is its lease: compared with what the remote advertises, and
  /// again by the remote under its own lock, so that other people's work is never overwritten. A refusal is a
  /// result; an error means that the outcome is not known: look, then push again.
  package func push(
    _ change: ReferenceChange, from repository: Repository
  ) async throws(GitError) -> PushReport {
    let exchange = exchange("push \(change.name)")
    let advertised = try await advertisement(of: .receivePack, exchange)
    let found = advertised.references.first { $0.name == change.name }?.id
    if found == change.new { return PushReport(.alreadyThere) }
    guard found == change.expected else { return PushReport(.stale(found: found)) }
    try requireAbilities(for: change, advertised, exchange)
    let pack = try await pack(for: change, advertised, from: repository)
    let request = try post(
      .receivePack, command(change, advertised) + pack, isRepeatable: false, exchange)
    let response = try PushResponse(
      try await send(request, exchange).body, to: change.name, exchange)
    return PushReport(response.outcome, messages: response.messages, sent: pack.count)
  }

  private func pack(
    for change: ReferenceChange, _ advertised: Advertisement, from repository: Repository
  ) async throws(GitError) -> [UInt8] {
    // A push that deletes carries no pack at all.
    guard let tip = change.new else { return [] }
    let known = Set(advertised.references.flatMap { [$0.id, $0.peeled] })
    let limit = limits.sent
    return try await repository.run { git throws(GitError) in
      var objects = try NewObjects(try git.location.open())
      return try objects.pack(for: tip, known: known, limit: limit)
    }
  }

  /// <https://git-scm.com/docs/pack-protocol#_reference_update_request_and_packfile_transfer>
  private func command(_ change: ReferenceChange, _ advertised: Advertisement) -> [UInt8] {
    let format = advertised.offers("object-format") ? " object-format=sha1" : ""
    var body: [UInt8] = []
    body.append(
      packet: "\(change.expected ?? .zero) \(change.new ?? .zero) \(change.name)\0"
        + " report-status side-band-64k agent=\(agent)\(format)")
    body.appendFlushPacket()
    return body
  }

  private func requireAbilities(
    for change: ReferenceChange, _ advertised: Advertisement, _ exchange: Exchange
  ) throws(GitError) {
    let needed = ["report-status", "side-band-64k"] + (change.new == nil ? ["delete-refs"] : [])
    for ability in needed where !advertised.offers(ability) {
      throw exchange.error(
        .refused, "the remote does not offer \(ability)",
        hint: "roller cannot verify a push without it; nothing was sent")
    }
  }
}

/// What became of a push.
package enum PushOutcome: Sendable, Hashable {
  case accepted
  /// The remote stood there already: an earlier push succeeded whose answer was lost.
  case alreadyThere
  /// The lease is lost: the remote's reference is not where it was expected. Nothing was sent.
  case stale(found: ObjectID?)
  /// The remote refused, in its own words, safe to print. Losing a race at the last moment is one.
  case rejected(String)
}

/// What a push did.
package struct PushReport: Sendable, Hashable {
  package let outcome: PushOutcome
  /// What the remote's hooks printed, safe to print.
  package let messages: String
  /// Of the pack, in bytes; 0 when there was nothing to send.
  package let sent: Int

  fileprivate init(_ outcome: PushOutcome, messages: String = "", sent: Int = 0) {
    self.outcome = outcome
    self.messages = messages
    self.sent = sent
  }
}
