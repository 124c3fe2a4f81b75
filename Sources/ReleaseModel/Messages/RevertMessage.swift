/// What `git revert` says of itself in the messages that it writes: the commits that it reverts.
///
/// `This reverts commit X.`, and of a merge `This reverts commit X, reversing changes made to Y.`, on one
/// line or two: <https://git-scm.com/docs/git-revert>. Only whole ids count: an abbreviated one may mean
/// something else tomorrow.
package struct RevertMessage: Sendable, Equatable {
  /// In the message's order; at least one.
  package let reverted: [Revision]

  /// What `message` says; nil when it reverts nothing.
  package init?(_ message: String) {
    reverted = message.split(whereSeparator: \.isNewline).compactMap { Self.reverted(by: $0) }
    if reverted.isEmpty { return nil }
  }

  /// Whether `line` is git's own, and no reason of a person.
  package static func isNote(_ line: some StringProtocol) -> Bool {
    line.hasPrefix(opening) || line.hasPrefix("changes made to ")
  }

  private static let opening = "This reverts commit "

  private static func reverted(by line: Substring) -> Revision? {
    let line = line.drop { $0 == " " || $0 == "\t" }
    guard line.hasPrefix(opening) else { return nil }
    return Revision(String(line.dropFirst(opening.count).prefix { $0.isHexDigit }))
  }
}
