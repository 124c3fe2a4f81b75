internal import BlockingPool
internal import HTTP

extension Remote {
  /// Moves the remote's references as `changes` say, sending only the objects that it lacks.
  ///
  /// Each change's `expected` value is its lease: compared with what the remote advertises, and
  /// again by the remote under its own lock, so that nobody's work is overwritten. With `isAtomic`
  /// all move or none. A "no" is a result; an error means that it is not known: look, then push again.
  package func push(
    _ changes: [ReferenceChange], from repository: Repository, isAtomic: Bool = true
  ) async throws(GitError) -> PushReport {
    let exchange = exchange("push \(changes.map(\.name.text).joined(separator: ", "))")
    try requireDistinct(changes, exchange)
    let advertised = try await advertisement(of: .receivePack, exchange)
    var standing: [ReferenceName: ObjectID] = [:]
    for reference in advertised.references { standing[reference.name] = reference.id }
    let plan = PushPlan(changes, remote: standing, isAtomic: isAtomic)
    guard !plan.changes.isEmpty else { return try report(changes, plan, nil, sent: 0) }
    try requireAbilities(for: plan.changes, isAtomic: isAtomic, advertised, exchange)
    let pack = try await pack(for: plan.changes, advertised, from: repository)
    var body = commands(plan.changes, isAtomic: isAtomic, advertised)
    body += pack
    let request = try post(.receivePack, body, isRepeatable: false, exchange)
    let response = try PushResponse(
      try await send(request, exchange).body, hasBands: advertised.offers(bands), exchange)
    return try report(changes, plan, response, sent: pack.count)
  }

  private func pack(
    for changes: [ReferenceChange], _ advertised: Advertisement, from repository: Repository
  ) async throws(GitError) -> [UInt8] {
    let tips = changes.compactMap(\.new)
    // A push that only deletes carries no pack at all.
    guard !tips.isEmpty else { return [] }
    let known = Set(advertised.references.flatMap { [$0.id, $0.peeled] })
    let limit = limits.sent
    return try await repository.run { git throws(GitError) in
      var objects = try NewObjects(try git.location.open())
      return try objects.pack(for: tips, known: known, limit: limit)
    }
  }

  /// <https://git-scm.com/docs/pack-protocol#_reference_update_request_and_packfile_transfer>
  private func commands(
    _ changes: [ReferenceChange], isAtomic: Bool, _ advertised: Advertisement
  ) -> [UInt8] {
    var abilities = ["report-status", "agent=\(agent)"]
    if advertised.offers(bands) { abilities.append(bands) }
    if advertised.offers("object-format") { abilities.append("object-format=sha1") }
    if isAtomic, changes.count > 1 { abilities.append("atomic") }
    var body: [UInt8] = []
    for (index, change) in changes.enumerated() {
      let command = "\(change.expected ?? .zero) \(change.new ?? .zero) \(change.name)"
      body.append(packet: index == 0 ? "\(command)\0 \(abilities.joined(separator: " "))" : command)
    }
    body.appendFlushPacket()
    return body
  }

  private func requireDistinct(
    _ changes: [ReferenceChange], _ exchange: Exchange
  ) throws(GitError) {
    guard Set(changes.map(\.name)).count < changes.count else { return }
    throw exchange.error(.invalid, "a reference is changed twice")
  }

  private func requireAbilities(
    for changes: [ReferenceChange], isAtomic: Bool, _ advertised: Advertisement,
    _ exchange: Exchange
  ) throws(GitError) {
    var needed = ["report-status"]
    if isAtomic, changes.count > 1 { needed.append("atomic") }
    if changes.contains(where: { $0.new == nil }) { needed.append("delete-refs") }
    for ability in needed where !advertised.offers(ability) {
      throw exchange.error(
        .refused, "the remote does not offer \(ability)",
        hint: "roller cannot verify a push without it; nothing was sent")
    }
  }

  private func report(
    _ changes: [ReferenceChange], _ plan: PushPlan, _ response: PushResponse?, sent: Int
  ) throws(GitError) -> PushReport {
    var results: [PushReport.Result] = []
    for change in changes {
      if let settled = plan.settled[change] {
        results.append(PushReport.Result(change: change, outcome: settled))
      } else if let response {
        let outcome = try response.outcome(of: change)
        results.append(PushReport.Result(change: change, outcome: outcome))
      }
    }
    return PushReport(results: results, messages: response?.messages ?? "", sent: sent)
  }
}

private let bands = "side-band-64k"
