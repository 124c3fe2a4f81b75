import Git
import ReleaseModel

extension OpenRepository {
  /// The commit that a merge brought: its second parent; nil for any other commit, and where a shallow
  /// or partial clone lacks it.
  func merged(by commit: Commit) throws(GitError) -> Commit? {
    guard commit.parents.count > 1 else { return nil }
    return try known(commit.parents[1])
  }

  /// The commit, unless a shallow clone lacks it.
  func known(_ id: ObjectID) throws(GitError) -> Commit? {
    do throws(GitError) { return try commit(id) } catch {
      if error.reason == .notFound { return nil }
      throw error
    }
  }
}
