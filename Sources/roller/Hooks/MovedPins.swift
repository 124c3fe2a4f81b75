import ChangeChecks
import Git
import ReleaseModel

/// After a checkout, pull or merge: one line when pins moved.
struct MovedPins {
  let call: HookCall

  /// The line, or nil when nothing moved.
  func line(_ repository: borrowing CheckedRepository) throws -> String? {
    guard let (old, new) = try ends(repository), old != new,
      let before = try repository.pins(of: old)?.versionInfo,
      let after = try repository.pins(of: new)?.versionInfo
    else { return nil }
    let bumps = before.pins.bumps(to: after.pins)
    guard !bumps.isEmpty else { return nil }
    let shown = bumps.prefix(3).map { "\($0.component) \(Self.ends(of: $0))" }
    let rest = bumps.count > 3 ? " and \(bumps.count - 3) more" : ""
    return "pins moved: " + shown.joined(separator: ", ") + rest
      + " (roller diff \(old.hexadecimal.prefix(10)) \(new.hexadecimal.prefix(10)))"
  }

  /// By what people call them, unless that stayed the same.
  private static func ends(of bump: Bump) -> String {
    guard bump.from.plainLabel == bump.to.plainLabel, case .git(let from) = bump.from,
      case .git(let to) = bump.to
    else { return "\(bump.from.plainLabel) -> \(bump.to.plainLabel)" }
    return "\(from.revision.abbreviated) -> \(to.revision.abbreviated)"
  }

  private func ends(
    _ repository: borrowing CheckedRepository
  ) throws -> (old: ObjectID, new: ObjectID)? {
    switch call.hook {
    case .postMerge:
      guard let old = try? repository.git.commit(named: "ORIG_HEAD"),
        let new = try repository.git.reference(.head)?.peeled
      else { return nil }
      return (old, new)
    case .postCheckout, .preCommit, .prepareCommitMessage, .commitMessage, .prePush, .preReceive:
      let words = call.arguments.isEmpty ? framework : call.arguments
      // The third word is 0 when single files were checked out.
      guard words.count == 3, words[2] == "1", let old = ObjectID(words[0]), !old.isZero,
        let new = ObjectID(words[1])
      else { return nil }
      return (old, new)
    }
  }

  /// <https://pre-commit.com/#post-checkout>
  private var framework: [String] {
    ["FROM_REF", "TO_REF", "CHECKOUT_TYPE"].compactMap { call.environment["PRE_COMMIT_\($0)"] }
  }
}
