import Git
import ReleaseModel

extension ObjectID {
  /// Our word for a commit as git's.
  ///
  /// A pin may be a SHA-256 id; the release repository itself is SHA-1, as GitHub's are, so an id of
  /// ours that is not SHA-1 has no object: the zero id says so to every reader.
  init(_ revision: Revision) {
    self = ObjectID(revision.description) ?? .zero
  }

  /// Git's word for a commit as ours; objects never have the zero id.
  var revision: Revision {
    guard let revision = Revision(hexadecimal) else {
      preconditionFailure("an object with the id \(hexadecimal)")
    }
    return revision
  }
}
