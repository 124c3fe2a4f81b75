internal import CGit2
import Errors

/// Why git could not do what was asked: by libgit2's word, a remote's, or our own rules.
package struct GitError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of "no" it is, for those who decide what to do next.
  package enum Reason: String, Sendable, Equatable {
    /// The repository, reference, object or path is not there.
    case notFound
    /// What should be created is there already.
    case exists
    /// Another writer holds the lock; later it may work.
    case locked
    /// The request itself is malformed: a bad name, path or identity.
    case invalid
    /// Our rules forbid it: hostile paths, symbolic links, SHA-256 repositories.
    case refused
    /// It is larger or longer than the caller allowed.
    case limit
    /// What was read is damaged, or is not what its name promises.
    case corrupt
    /// The remote wants other credentials or denies these.
    case unauthorized
    /// The remote could not be reached, broke off, or asks us to come back later.
    case unreachable
    /// The remote answered, and the answer is no.
    case rejected
    /// The remote said something that is not git's protocol.
    case malformed
    /// The caller's task was cancelled.
    case cancelled
    /// Anything else, such as a full disk.
    case failed
  }

  package let reason: Reason
  /// libgit2's error code; 0 when libgit2 was not involved.
  package let code: Int32
  /// libgit2's error class; 0 when libgit2 was not involved.
  package let errorClass: Int32
  /// What was found, in one line.
  package let message: String
  /// What we were doing.
  package let operation: String
  /// The path or URL of the repository.
  package let repository: String
  /// What to do next.
  package let hint: String?

  init(
    _ reason: Reason, _ message: String, while operation: String, in repository: String,
    hint: String? = nil
  ) {
    self.reason = reason
    code = 0
    errorClass = 0
    self.message = message
    self.operation = operation
    self.repository = repository
    self.hint = hint
  }

  package var description: String { failure.description }
}

extension GitError: FailureConvertible {
  package var failure: Failure {
    let kind: Failure.Kind =
      switch reason {
      case .notFound, .exists, .invalid, .limit, .corrupt, .failed: .badData
      case .refused: .refused
      case .locked, .unreachable, .malformed: .unavailable
      case .cancelled: .cancelled
      case .unauthorized, .rejected: .rejected
      }
    return Failure(
      machineTrouble?.kind ?? kind, doing: "\(repository): \(operation)", found: message,
      hint: hint ?? "")
  }

  /// The error that libgit2 left behind on this thread.
  ///
  /// Errors are kept per thread, so nothing may suspend between the call and this:
  /// <https://libgit2.org/docs/reference/main/errors/git_error_last.html>
  init(code: Int32, while operation: String, in repository: String) {
    let last = git_error_last()
    self.code = code
    errorClass = last?.pointee.klass ?? 0
    let words = last.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "code \(code)"
    // A disk that is full in the middle of a pack is no damage of the pack.
    let trouble = Failure(in: words, doing: operation)
    message = words
    reason = trouble == nil ? Reason(code: code, errorClass: errorClass) : .failed
    self.operation = operation
    self.repository = repository
    hint = trouble?.hint ?? hintFor(code)
  }

  /// The trouble of this machine behind it, such as a full disk; nil when git or the remote says no.
  package var machineTrouble: Failure? {
    reason == .failed ? Failure(in: message, doing: operation) : nil
  }
}

extension GitError.Reason {
  fileprivate init(code: Int32, errorClass: Int32) {
    switch git_error_code(code) {
    case GIT_ENOTFOUND, GIT_EUNBORNBRANCH: self = .notFound
    case GIT_EEXISTS: self = .exists
    case GIT_ELOCKED, GIT_EMODIFIED: self = .locked
    case GIT_EINVALIDSPEC, GIT_EAMBIGUOUS, GIT_EINVALID: self = .invalid
    case GIT_EMISMATCH: self = .corrupt
    case GIT_EOWNER: self = .refused
    default:
      switch git_error_t(UInt32(bitPattern: errorClass)) {
      case GIT_ERROR_ODB, GIT_ERROR_OBJECT, GIT_ERROR_INDEXER, GIT_ERROR_ZLIB: self = .corrupt
      default: self = .failed
      }
    }
  }
}

private func hintFor(_ code: Int32) -> String? {
  switch git_error_code(code) {
  case GIT_ELOCKED:
    "another process is writing; if there is no such process, remove the stale .lock file"
  case GIT_EOWNER: "the folder belongs to another user; change its owner or run as that user"
  default: nil
  }
}
