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
  /// Of a merge, the commits of its branch that set what it moved, the newest first.
  package let merged: [MergedPins]
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

extension LogEntry {
  /// The commit that set `component` on the branch that this commit merged; nil when it set it itself.
  package func setter(of component: ComponentName) -> MergedPins? {
    merged.first { $0.components.contains(component) }
  }
}

extension LogEntry.Cause {
  /// What the message of a commit says of its cause.
  init(message: String, merging merged: String? = nil) {
    if let bump = BumpMessage(landedAs: message, merging: merged) {
      self = .roll(bump)
    } else if let revert = RevertMessage(message) ?? merged.flatMap({ RevertMessage($0) }) {
      self = .revert(of: revert.reverted[0])
    } else {
      self = .person
    }
  }
}
