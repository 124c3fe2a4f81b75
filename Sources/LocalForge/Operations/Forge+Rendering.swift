import Git

extension Forge {
  /// What renders replies to `call`, with the facts of the repository as they stand in `state`.
  func rendering(for call: Call, _ state: ForgeState) async throws -> Rendering {
    let open = state.openPulls.count
    let created = founded ?? state.ledger.created
    let facts = try await read { repository -> RepositoryFacts in
      let head = try repository.head() ?? .main
      let tip = try repository.reference(head)?.peeled
      let pushed = try tip.map { Timestamp(seconds: try repository.commit($0).committer.seconds) }
      return RepositoryFacts(
        defaultBranch: head.branch ?? "main", created: created, pushed: pushed ?? created,
        openPulls: open)
    }
    return Rendering(links: call.links, version: call.version, facts: facts)
  }

  /// Both at once, for operations that only read.
  func view(for call: Call) async throws -> (ForgeState, Rendering) {
    let state = try await state()
    return (state, try await rendering(for: call, state))
  }

  /// The commit that `name` stands for: a full id, a branch, a tag, or a reference without `refs/`.
  func commit(named name: String) async throws -> ObjectID? {
    try await read { repository in try repository.commit(named: name) }
  }
}

extension OpenRepository {
  /// The commit that `name` stands for; nil when nothing is called so.
  func commit(named name: String) throws -> ObjectID? {
    if let id = ObjectID(name) {
      return try header(of: id)?.kind == .commit ? id : nil
    }
    for prefix in ["refs/heads/", "refs/tags/", "refs/", ""] {
      guard let full = try? ReferenceName(prefix + name),
        let found = try reference(full)?.peeled
      else { continue }
      return try header(of: found)?.kind == .commit ? found : nil
    }
    return nil
  }
}
