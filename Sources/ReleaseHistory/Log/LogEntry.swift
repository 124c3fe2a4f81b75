import ReleaseModel

/// One commit of main that moved pins, changed the official version or was released.
package struct LogEntry: Sendable, Equatable {
  package let revision: Revision
  /// The committer's time; of a roll, its slot.
  package let when: Timestamp
  /// Who wrote it and its first line, as they are in the commit: encode them before use.
  package let author: String
  package let subject: String
  package let cause: Cause
  package let bumps: [Bump]
  /// Components that were not pinned before, and that are no more.
  package let added: [ComponentName]
  package let removed: [ComponentName]
  /// The pins after it; nil when the file of that day does not read today.
  package let pins: PinSet?
  /// The official version that it leads to, when the commit changed it.
  package let version: ReleaseVersion?
  /// The releases that were made of it, oldest first.
  package let releases: [ReleaseTag]

  /// Why a commit is in the log.
  package enum Cause: Sendable, Equatable {
    /// The bot's roll, with what its message says of schedule, slot and evidence.
    case roll(BumpMessage)
    /// `git revert` of an earlier commit.
    case revert(of: Revision)
    /// Somebody's hand.
    case person
  }

  /// Whether it moved `component`, let it in or out.
  package func concerns(_ component: ComponentName) -> Bool {
    bumps.contains { $0.component == component } || added.contains(component)
      || removed.contains(component)
  }
}

extension LogEntry.Cause {
  /// What the message of a commit says of its cause.
  init(message: String) {
    if let bump = BumpMessage(message) {
      self = .roll(bump)
    } else if let reverted = Self.reverted(by: message) {
      self = .revert(of: reverted)
    } else {
      self = .person
    }
  }

  /// The commit that `git revert` names in the message that it writes:
  /// <https://git-scm.com/docs/git-revert>.
  private static func reverted(by message: String) -> Revision? {
    let words = "This reverts commit "
    for line in message.split(separator: "\n") where line.hasPrefix(words) {
      let rest = line.dropFirst(words.count)
      if let revision = Revision(String(rest.prefix { $0.isHexDigit })) { return revision }
    }
    return nil
  }
}
