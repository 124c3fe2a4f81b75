import JSON

/// The conversation of a pull request and its labels; there are no other issues here.
let issueRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/issues/comments/{comment}", showComment),
  Route("PATCH /repos/{owner}/{repo}/issues/comments/{comment}", editComment),
  Route("DELETE /repos/{owner}/{repo}/issues/comments/{comment}", deleteComment),
  Route("GET /repos/{owner}/{repo}/issues/{number}", showIssue),
  Route("GET /repos/{owner}/{repo}/issues/{number}/comments", listComments),
  Route("POST /repos/{owner}/{repo}/issues/{number}/comments", createComment),
  Route("GET /repos/{owner}/{repo}/issues/{number}/labels", listIssueLabels),
  Route("POST /repos/{owner}/{repo}/issues/{number}/labels", addIssueLabels),
  Route("PUT /repos/{owner}/{repo}/issues/{number}/labels", setIssueLabels),
  Route("DELETE /repos/{owner}/{repo}/issues/{number}/labels", clearIssueLabels),
  Route("DELETE /repos/{owner}/{repo}/issues/{number}/labels/{name}", removeIssueLabel),
  Route("GET /repos/{owner}/{repo}/labels", listLabels),
  Route("POST /repos/{owner}/{repo}/labels", createLabel),
  Route("GET /repos/{owner}/{repo}/labels/{name}", showLabel),
]

/// GitHub's own limit for bodies, in characters.
private let bodyLimit = 65_536

@Sendable private func showIssue(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let pull = try state.pull(try call.number("number"))
  return .ok(
    rendering.issue(
      pull, labels: Array(state.labels.values), comments: state.comments(of: pull.number).count))
}

@Sendable private func listComments(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let pull = try state.pull(try call.number("number"))
  return .list(state.comments(of: pull.number), for: call) { rendering.comment($0) }
}

@Sendable private func showComment(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  return .ok(rendering.comment(try state.comment(try call.number("comment"))))
}

@Sendable private func createComment(_ call: Call, _ forge: Forge) async throws -> Reply {
  let number = try call.number("number")
  let body = try commentBody(call)
  let now = forge.now
  let author = forge.identity.owner
  let comment = try await forge.change("Comment on \(number)") { draft, _ in
    _ = try draft.state.pull(number)
    let comment = IssueComment(
      id: draft.state.takeID(), issue: number, body: body, author: author, created: now,
      updated: now)
    draft.state.put(comment)
    return comment
  }
  return .created(try await forge.view(for: call).1.comment(comment))
}

@Sendable private func editComment(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try call.number("comment")
  let body = try commentBody(call)
  let now = forge.now
  let comment = try await forge.change("Edit comment \(id)") { draft, _ in
    var comment = try draft.state.comment(id)
    guard comment.body != body else { return comment }
    comment.body = body
    comment.updated = now
    draft.state.put(comment)
    return comment
  }
  return .ok(try await forge.view(for: call).1.comment(comment))
}

@Sendable private func deleteComment(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try call.number("comment")
  try await forge.change("Delete comment \(id)") { draft, _ in
    draft.state.remove(try draft.state.comment(id))
  }
  return .noContent
}

private func commentBody(_ call: Call) throws(Refusal) -> String {
  let body = try call.fields().requiredText("body")
  guard !body.allSatisfy(\.isWhitespace) else {
    throw .validation(FieldError(resource: "IssueComment", code: "missing_field", field: "body"))
  }
  guard body.count <= bodyLimit else {
    throw .custom("IssueComment", "body is too long (maximum is \(bodyLimit) characters)")
  }
  return body
}

@Sendable private func listIssueLabels(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let pull = try state.pull(try call.number("number"))
  return .list(pull.labels.compactMap { state.labels[$0.lowercased()] }, for: call) {
    rendering.label($0)
  }
}

@Sendable private func addIssueLabels(_ call: Call, _ forge: Forge) async throws -> Reply {
  let names = try labelNames(call)
  return try await relabel(call, forge) { labels in labels + names }
}

@Sendable private func setIssueLabels(_ call: Call, _ forge: Forge) async throws -> Reply {
  let names = try labelNames(call)
  return try await relabel(call, forge) { _ in names }
}

@Sendable private func clearIssueLabels(_ call: Call, _ forge: Forge) async throws -> Reply {
  _ = try await relabel(call, forge) { _ in [] }
  return .noContent
}

@Sendable private func removeIssueLabel(_ call: Call, _ forge: Forge) async throws -> Reply {
  let name = call["name"].lowercased()
  return try await relabel(call, forge) { labels throws(Refusal) in
    guard labels.contains(where: { $0.lowercased() == name }) else {
      throw Refusal(404, "Label does not exist")
    }
    return labels.filter { $0.lowercased() != name }
  }
}

/// Gives a pull request the labels that `change` makes of its own; unknown ones are created.
private func relabel(
  _ call: Call, _ forge: Forge,
  _ change: @escaping @Sendable ([String]) throws(Refusal) -> [String]
) async throws -> Reply {
  let number = try call.number("number")
  let now = forge.now
  try await forge.change("Label \(number)") { draft, _ in
    var pull = try draft.state.pull(number)
    var names: [String] = []
    for name in try change(pull.labels) {
      let label = draft.state.label(named: name)
      if !names.contains(label.name) { names.append(label.name) }
    }
    guard names != pull.labels else { return }
    pull.labels = names
    pull.updated = now
    draft.state.put(pull)
  }
  return try await listIssueLabels(call, forge)
}

/// The names in `["a"]`, `{"labels": ["a"]}` or `{"labels": [{"name": "a"}]}`.
private func labelNames(_ call: Call) throws(Refusal) -> [String] {
  guard let items = call.body?.array ?? call.body?["labels"]?.array else {
    throw .invalidRequest("\"labels\" wasn't supplied.")
  }
  let names = items.compactMap { $0.string ?? $0["name"]?.string }
  guard names.count == items.count, names.allSatisfy({ (1...50).contains($0.count) }) else {
    throw .invalid("Label", field: "name")
  }
  return names
}

@Sendable private func listLabels(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  return .list(state.labels.values.sorted { $0.name < $1.name }, for: call) { rendering.label($0) }
}

@Sendable private func showLabel(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  guard let label = state.labels[call["name"].lowercased()] else { throw Refusal.notFound }
  return .ok(rendering.label(label))
}

@Sendable private func createLabel(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  let name = try fields.requiredText("name")
  let color = try fields.text("color") ?? "ededed"
  let description = try fields.text("description")
  guard color.count == 6, color.allSatisfy(\.isHexDigit) else {
    throw Refusal.invalid("Label", field: "color")
  }
  let label = try await forge.change("Create label \(name)") { draft, _ in
    guard draft.state.labels[name.lowercased()] == nil else {
      throw Refusal.alreadyExists("Label", field: "name")
    }
    let label = IssueLabel(
      id: draft.state.takeID(), name: name, color: color, description: description)
    draft.state.put(label)
    return label
  }
  return .created(try await forge.view(for: call).1.label(label))
}

extension ForgeState {
  /// The label called `name`, whatever its letters' case; a new grey one when there is none.
  fileprivate mutating func label(named name: String) -> IssueLabel {
    if let known = labels[name.lowercased()] { return known }
    let label = IssueLabel(id: takeID(), name: name, color: "ededed")
    put(label)
    return label
  }
}
