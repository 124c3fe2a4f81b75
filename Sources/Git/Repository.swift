package import BlockingPool
internal import CGit2
import Foundation

/// Where a repository is: a value that any task may hold.
///
/// A libgit2 handle belongs to one task, so nothing here keeps one. Measured: opening costs tens of
/// microseconds, less than the first object read.
package struct Repository: Sendable, Hashable, CustomStringConvertible {
  /// The bare repository, or the folder that holds `.git`.
  package let path: String

  package init(at path: String) {
    self.path = path
  }

  package var description: String { path }

  /// Opens the repository on this thread, which libgit2 may block.
  ///
  /// Parent folders are not searched: a typo must not find somebody else's repository.
  package func open() throws(GitError) -> OpenRepository {
    _ = LibGit2.start
    var raw: OpaquePointer?
    let code = git_repository_open_ext(&raw, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    guard code == 0, let raw else { throw openError(code, path) }
    return OpenRepository(raw, at: self)
  }

  /// Opens the repository together with folders of objects that are not part of it yet, such as those
  /// in which git keeps what a push brings until its hooks agree
  /// (<https://git-scm.com/docs/git-receive-pack#_quarantine_environment>).
  package func open(objectFolders: [String]) throws(GitError) -> OpenRepository {
    let repository = try open()
    let database = try repository.objectDatabase()
    for folder in objectFolders {
      try repository.check(
        git_odb_add_disk_alternate(database.raw, folder), "read the objects in \(folder)")
    }
    return repository
  }

  /// Opens a bare repository that somebody else may own, to read its objects and references.
  ///
  /// Folders of mirrors belong to whoever fills them; libgit2 asks who owns a repository only because
  /// of what settings and hooks of a work tree could start, and nothing of them is used here.
  package func openForeign() throws(GitError) -> OpenRepository {
    _ = LibGit2.start
    var raw: OpaquePointer?
    let code = git_repository_open_bare(&raw, path)
    guard code == 0, let raw else { throw openError(code, path) }
    return OpenRepository(raw, at: self)
  }

  /// Runs `body` with a handle of its own on a thread that may block.
  package func run<Value: Sendable>(
    on pool: BlockingPool = .shared,
    _ body: @escaping @Sendable (borrowing OpenRepository) throws(GitError) -> Value
  ) async throws(GitError) -> Value {
    try await pool.run { () throws(GitError) -> Value in try body(try open()) }
  }

  /// Creates an empty bare repository whose HEAD names `head`; refuses a repository that exists.
  @discardableResult
  package static func create(
    bareAt path: String, head: ReferenceName = .main
  ) throws(GitError) -> Repository {
    _ = LibGit2.start
    var options = git_repository_init_options()
    git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    options.flags =
      GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
      | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
    var raw: OpaquePointer?
    let code = head.text.withCString { name in
      options.initial_head = name
      return git_repository_init_ext(&raw, path, &options)
    }
    guard code == 0, let raw else {
      throw GitError(code: code, while: "create a bare repository", in: path)
    }
    git_repository_free(raw)
    return Repository(at: path)
  }
}

private func openError(_ code: Int32, _ path: String) -> GitError {
  let error = GitError(code: code, while: "open the repository", in: path)
  // libgit2 says only that the setting is missing which would let it open the folder all the same:
  // https://libgit2.org/docs/reference/main/common/git_libgit2_opts.html
  if error.message.contains("safe.directory") || code == GIT_EOWNER.rawValue {
    return foreignOwner(path)
  }
  guard error.message.contains("objectformat") || error.message.contains("unsupported extension")
  else { return error }
  return GitError(
    .refused, error.message, while: error.operation, in: path,
    hint: "only SHA-1 repositories without unusual extensions are supported")
}

private func foreignOwner(_ path: String) -> GitError {
  var status = stat()
  let owner = lstat(path, &status) == 0 ? "user \(status.st_uid)" : "another user"
  return GitError(
    .refused, "it belongs to \(owner), and roller runs as user \(geteuid())",
    while: "open the repository", in: path,
    hint: "run roller as the owner, or make the folder yours: chown -R \(geteuid()) \(path)"
      + " (git's setting safe.directory does not count here)")
}
