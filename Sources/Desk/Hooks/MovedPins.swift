import ChangeChecks
import Git
import ReleaseModel

/// The pins that moved between two commits.
package struct MovedPins: Sendable {
  package let bumps: [Bump]
  /// The two commits, by the start of their ids.
  package let old: String
  package let new: String

  package init(bumps: [Bump], old: String, new: String) {
    self.bumps = bumps
    self.old = old
    self.new = new
  }
}

extension HookCall {
  /// After a checkout, pull or merge: what moved; nil when nothing did.
  func movedPins(_ repository: borrowing CheckedRepository) throws -> MovedPins? {
    guard let (old, new) = try ends(repository), old != new,
      let before = try repository.pins(of: old)?.versionInfo,
      let after = try repository.pins(of: new)?.versionInfo
    else { return nil }
    let bumps = before.pins.bumps(to: after.pins)
    guard !bumps.isEmpty else { return nil }
    return MovedPins(
      bumps: bumps, old: String(old.hexadecimal.prefix(10)),
      new: String(new.hexadecimal.prefix(10)))
  }

  private func ends(
    _ repository: borrowing CheckedRepository
  ) throws -> (old: ObjectID, new: ObjectID)? {
    switch hook {
    case .postMerge:
      guard let old = try? repository.git.commit(named: "ORIG_HEAD"),
        let new = try repository.git.reference(.head)?.peeled
      else { return nil }
      return (old, new)
    case .postCheckout, .preCommit, .prepareCommitMessage, .commitMessage, .prePush, .preReceive:
      let words = arguments.isEmpty ? framework : arguments
      // The third word is 0 when single files were checked out.
      guard words.count == 3, words[2] == "1", let old = ObjectID(words[0]), !old.isZero,
        let new = ObjectID(words[1])
      else { return nil }
      return (old, new)
    }
  }

  /// <https://pre-commit.com/#post-checkout>
  private var framework: [String] {
    ["FROM_REF", "TO_REF", "CHECKOUT_TYPE"].compactMap { environment["PRE_COMMIT_\($0)"] }
  }
}
