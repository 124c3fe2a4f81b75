import Errors
import Git
import Rolling

extension ReleaseRepository {
  func change(_ ref: String, from: ObjectID?, to: ObjectID?) throws(Failure) -> ReferenceChange {
    do throws(GitError) {
      let name = try ReferenceName(ref)
      if let to { return .set(name, to: to, expecting: from) }
      return .delete(name, at: from ?? .zero)
    } catch {
      throw Failure(git: error, doing: "naming \(ref)")
    }
  }

  /// Pushes with a lease; false when the ref was not where it was expected.
  ///
  /// When the answer is lost, or is a "no" that may come from losing a race, the ref is looked at: it
  /// alone says what happened.
  func push(_ change: ReferenceChange, doing what: String) async throws(Failure) -> Bool {
    let repository = try await filledMirror().repository
    let report: PushReport
    do throws(GitError) { report = try await remote.push(change, from: repository) } catch {
      switch error.reason {
      case .unreachable, .malformed, .rejected:
        return try await settle(change, Failure(git: error, doing: what), what)
      case .notFound where error.repository == repository.path: throw lost(error, what)
      case .notFound, .exists, .locked, .invalid, .refused, .limit, .corrupt, .unauthorized,
        .cancelled, .failed:
        throw Failure(git: error, doing: what)
      }
    }
    switch report.outcome {
    case .accepted, .alreadyThere: return true
    case .stale: return false
    case .rejected(let words):
      return try await settle(change, refused(words + " " + report.messages, what), what)
    }
  }

  /// Whether `change` happened; `error` when the ref stands where it stood.
  private func settle(
    _ change: ReferenceChange, _ error: Failure, _ what: String
  ) async throws(Failure) -> Bool {
    let found: ObjectID?
    do throws(GitError) {
      found = try await remote.references(withPrefixes: [change.name.text])
        .first { $0.name == change.name }?.id
    } catch { throw Failure(git: error, doing: what) }
    if found == change.new { return true }
    guard found == change.expected else { return false }
    // Nothing happened, and the forge is up: a lock that another push held, or a broken connection.
    if error.kind != .rejected || wasLocked(error.found) {
      throw Failure(.moved, doing: error.doing, found: error.found, hint: error.hint)
    }
    throw error
  }
}

private func refused(_ words: String, _ what: String) -> Failure {
  Failure(
    .rejected, doing: what, found: words, hint: "a hook or branch rule of the forge refuses it")
}

private func lost(_ error: GitError, _ what: String) -> Failure {
  Failure(
    .unavailable(afterSeconds: nil), doing: what,
    found: "the mirror lacks what is pushed: \(error.message)",
    hint: "it was deleted meanwhile and will be recreated; roll again")
}

/// receive-pack's words when another push holds the ref's lock:
/// <https://github.com/git/git/blob/master/builtin/receive-pack.c>
private func wasLocked(_ words: String) -> Bool {
  words.contains("failed to update ref") || words.contains("cannot lock ref")
}
