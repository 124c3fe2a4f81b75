import Git
import ReleaseModel

extension ObjectID {
  /// Our word for a commit as git's; nil for one of SHA-256, which no mirror holds.
  init?(_ revision: Revision) {
    self.init(revision.description)
  }

  /// Git's word for a commit as ours; objects never have the zero id.
  var revision: Revision {
    guard let revision = Revision(hexadecimal) else {
      preconditionFailure("an object with the id \(hexadecimal)")
    }
    return revision
  }
}
