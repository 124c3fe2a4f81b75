import Errors
import Git
import ReleaseModel
import Rolling

extension Mirror {
  /// Whether `later` is `earlier` or follows it.
  func isAncestor(_ earlier: Revision, of later: Revision) async throws(Failure) -> Bool {
    try await doing("comparing commits") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.isAncestor(ObjectID(earlier), of: ObjectID(later))
      }
    }
  }
}
