import Git
import JSON

/// References, moved by the same compare-and-swap as a push.
let referenceRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/git/ref/{ref+}", showReference),
  Route("GET /repos/{owner}/{repo}/git/matching-refs/{ref+}", listMatchingReferences),
  Route("POST /repos/{owner}/{repo}/git/refs", createReference),
  Route("PATCH /repos/{owner}/{repo}/git/refs/{ref+}", moveReference),
  Route("DELETE /repos/{owner}/{repo}/git/refs/{ref+}", deleteReference),
]

private struct Found: Sendable {
  let reference: Reference
  let kind: ObjectKind
}

@Sendable private func showReference(_ call: Call, _ forge: Forge) async throws -> Reply {
  let name = try? ReferenceName("refs/" + call["ref"])
  let found = try await forge.read { repository -> Found? in
    guard let name, let reference = try repository.reference(name) else { return nil }
    return Found(reference: reference, kind: try repository.kind(of: reference.id))
  }
  guard let found else { throw Refusal.notFound }
  return .ok(try await render(found, call, forge))
}

/// The references that start with the text, not necessarily at a slash.
@Sendable private func listMatchingReferences(
  _ call: Call, _ forge: Forge
) async throws -> Reply {
  let prefix = "refs/" + call["ref"]
  let found = try await forge.read { repository -> [Found] in
    try repository.references(withPrefix: prefix).map { reference in
      Found(reference: reference, kind: try repository.kind(of: reference.id))
    }
  }
  let (_, rendering) = try await forge.view(for: call)
  return .list(found, for: call) { item in
    rendering.reference(item.reference.name.text, at: item.reference.id, item.kind)
  }
}

@Sendable private func createReference(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  try fields.require("ref", "sha")
  let text = try fields.requiredText("ref")
  let id = try objectID(try fields.requiredText("sha"))
  guard text.hasPrefix("refs/"), text.split(separator: "/").count >= 3,
    let name = try? ReferenceName(text), isOpenToClients(name)
  else { throw Refusal.unprocessable("Reference name is invalid: \(text.prefix(200))") }
  let found = try await forge.read { repository -> Found in
    let kind = try repository.knownKind(of: id, for: name)
    try requireSuccess(
      of: .create(name, at: id), in: repository, otherwise: "Reference already exists")
    return Found(reference: Reference(name: name, id: id), kind: kind)
  }
  return .created(try await render(found, call, forge))
}

@Sendable private func moveReference(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  let id = try objectID(try fields.requiredText("sha"))
  let isForced = try fields.flag("force") ?? false
  guard let name = try? ReferenceName("refs/" + call["ref"]), isOpenToClients(name) else {
    throw Refusal.unprocessable("Reference does not exist")
  }
  let unmet = try await forge.unmetChecks(of: id)
  let found = try await forge.read { repository -> Found in
    guard let old = try repository.reference(name) else {
      throw Refusal.unprocessable("Reference does not exist")
    }
    let kind = try repository.knownKind(of: id, for: name)
    if let unmet, try repository.head() == name { throw Refusal.unprocessable(unmet) }
    try requireForward(from: old, to: id, isForced: isForced, in: repository)
    try requireSuccess(
      of: .move(name, from: old.id, to: id), in: repository,
      otherwise: "Reference cannot be updated")
    return Found(reference: Reference(name: name, id: id), kind: kind)
  }
  return .ok(try await render(found, call, forge))
}

@Sendable private func deleteReference(_ call: Call, _ forge: Forge) async throws -> Reply {
  guard let name = try? ReferenceName("refs/" + call["ref"]), isOpenToClients(name) else {
    throw Refusal.unprocessable("Reference does not exist")
  }
  // First, so that open pull requests notice where their branch stood when it went.
  _ = try await forge.state()
  try await forge.read { repository in
    guard let old = try repository.reference(name)?.id else {
      throw Refusal.unprocessable("Reference does not exist")
    }
    guard try repository.head() != name else {
      throw Refusal.unprocessable("Cannot delete the default branch")
    }
    try requireSuccess(
      of: .delete(name, at: old), in: repository, otherwise: "Reference cannot be deleted")
  }
  // And now, so that it is known who closed those of the branch.
  _ = try await forge.state(closedBy: forge.identity.owner)
  return .noContent
}

/// Moves backwards are refused unless forced, and on the default branch even then.
private func requireForward(
  from old: Reference, to id: ObjectID, isForced: Bool, in repository: borrowing OpenRepository
) throws {
  let isProtected = try repository.head() == old.name
  guard !isForced || isProtected else { return }
  let target = try repository.peeled(id)
  let isForward = try old.peeled == target || repository.isAncestor(old.peeled, of: target)
  guard isForward else {
    throw Refusal.unprocessable(
      isProtected && isForced
        ? "Cannot force-push to this protected branch" : "Update is not a fast forward")
  }
}

private func requireSuccess(
  of change: ReferenceChange, in repository: borrowing OpenRepository, otherwise message: String
) throws {
  let outcome: UpdateOutcome
  do {
    outcome = try repository.update(change)
  } catch  where error.reason == .exists {
    throw Refusal.unprocessable(message)
  }
  guard outcome == .updated else { throw Refusal.unprocessable(message) }
}

/// What the forge itself keeps in references is not for clients to move, nor what replaces objects.
private func isOpenToClients(_ name: ReferenceName) -> Bool {
  let kept = ["refs/forge/", "refs/pull/", "refs/replace/"]
  return !kept.contains { name.text.hasPrefix($0) }
}

private func render(_ found: Found, _ call: Call, _ forge: Forge) async throws -> JSONValue {
  let (_, rendering) = try await forge.view(for: call)
  return rendering.reference(found.reference.name.text, at: found.reference.id, found.kind)
}

/// Parses the object id that a client sent.
func objectID(_ text: String) throws(Refusal) -> ObjectID {
  guard let id = ObjectID(text) else {
    throw .unprocessable(
      "The sha parameter must be exactly 40 characters and contain only [0-9a-f].")
  }
  return id
}

extension OpenRepository {
  /// The kind of an object that is known to exist.
  func kind(of id: ObjectID) throws -> ObjectKind {
    guard let kind = try header(of: id)?.kind else { throw Refusal.notFound }
    return kind
  }

  fileprivate func knownKind(of id: ObjectID, for name: ReferenceName) throws -> ObjectKind {
    guard let kind = try header(of: id)?.kind else {
      throw Refusal.unprocessable("Object does not exist")
    }
    guard name.branch == nil || kind == .commit else {
      throw Refusal.unprocessable("Reference update failed: a branch must point to a commit")
    }
    return kind
  }
}
