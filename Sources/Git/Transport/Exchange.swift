internal import HTTP
internal import SafeText

/// What we are doing with which remote: every error of a conversation says so.
struct Exchange: Sendable {
  let operation: String
  /// Without secrets.
  let url: String

  func error(_ reason: GitError.Reason, _ message: String, hint: String? = nil) -> GitError {
    GitError(reason, message, while: operation, in: url, hint: hint)
  }

  func malformed(_ found: String) -> GitError {
    error(
      .malformed, "\(found); expected git's protocol",
      hint: "check that this is a git repository's URL, and that no proxy changes the answer")
  }

  func truncated() -> GitError {
    error(.unreachable, "the answer was incomplete", hint: "try again later")
  }

  /// The remote's own "no", as `ERR` or on the third side band.
  func complaint(_ text: String) -> GitError {
    let isMissing = text.contains("not our ref") || text.contains("Could not find object")
    return error(
      isMissing ? .notFound : .rejected,
      "the remote says: \(visibleText(text, limit: 500, keepingLineBreaks: true))",
      hint: isMissing ? "the object was never there, or was removed by a forced push" : nil)
  }

  func failed(_ failure: HTTPError) -> GitError {
    if let ours = failure.underlying as? GitError { return ours }
    return error(reason(of: failure.kind), failure.found, hint: failure.hint)
  }

  /// Nil for a success; what the status means for git otherwise.
  func objection(to response: HTTPResponse) -> GitError? {
    guard !response.isSuccess else { return nil }
    let words = response.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let found =
      "status \(response.status)\(words.isEmpty ? "" : ": \(visibleText(words, limit: 200))")"
    switch response.status {
    case 403 where response.headers["Retry-After"] != nil,
      403 where response.headers["x-ratelimit-remaining"] == "0":
      return error(.unreachable, found, hint: "a rate limit; try again later")
    case 401, 403: return error(.unauthorized, found, hint: "check the token and its permissions")
    case 404, 410:
      return error(.notFound, found, hint: "no such repository, or no permission to see it")
    case 408, 425, 429, 500...: return error(.unreachable, found, hint: "try again later")
    default: return error(.rejected, found)
    }
  }

  private func reason(of kind: HTTPError.Kind) -> GitError.Reason {
    switch kind {
    case .timeout, .unreachable, .truncated, .retryLater: .unreachable
    case .tls, .redirectRefused: .rejected
    case .tooLarge: .limit
    case .malformed: .malformed
    case .refused: .refused
    case .cancelled: .cancelled
    case .file, .receiver, .machine: .failed
    }
  }
}

extension Remote {
  /// The bytes of the file at `path` of `commit`, which `repository` may hold without its content.
  ///
  /// Each missing object on the way (a tree for each folder, then the blob) is fetched by its name, one
  /// small request each; nil when there is no such path.
  package func blob(
    at path: TreePath, of commit: ObjectID, through repository: Repository, limit: Int
  ) async throws(GitError) -> [UInt8]? {
    // A commit's ancestors come with it, and only what is new of them.
    _ = try await fetch(
      FetchRequest(wants: [commit], filter: .trees(depth: 0)), into: repository)
    guard let entry = try await entry(at: path, of: commit, through: repository) else { return nil }
    if entry.kind == .file || entry.kind == .executable {
      var limits = limits
      limits.pack = min(limits.pack, max(limit, 1 << 20) + (1 << 20))
      try await within(limits).complete([entry.id], in: repository)
    }
    return try await repository.run { git throws(GitError) in
      try git.blob(at: path, of: commit, limit: limit)
    }
  }
}
