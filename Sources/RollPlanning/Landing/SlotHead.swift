import Digest
import ReleaseModel

/// The head of a branch of ours, and whose it is.
package struct SlotHead: Sendable, Equatable {
  package enum Owner: Sendable, Equatable {
    /// Bit for bit a commit that roller writes.
    case roller(WrittenRoll)
    /// A merge of the rolled branch into such a commit, and nothing else: the platform's button
    /// "Update branch".
    case update(of: WrittenRoll)
    /// Bit for bit the commit by which roller proposes a person's pins.
    case pins(Revision)
    /// A person's work: whose, as its author has it.
    case person(String)
  }

  package let commit: CommitFacts
  package let owner: Owner

  package init(commit: CommitFacts, owner: Owner) {
    self.commit = commit
    self.owner = owner
  }

  package var revision: Revision { commit.revision }

  /// The roll that the branch holds; nil when a person's work is on it.
  package var roll: WrittenRoll? {
    switch owner {
    case .roller(let roll), .update(let roll): roll
    case .pins, .person: nil
    }
  }

  /// Our own commit that the branch holds; nil when a person's work is on it.
  package var written: Revision? {
    switch owner {
    case .roller(let roll), .update(let roll): roll.commit
    case .pins(let commit): commit
    case .person: nil
    }
  }

  package var person: String? {
    if case .person(let name) = owner { name } else { nil }
  }
}

/// A commit of roller's that is not on the rolled branch yet.
package struct WrittenRoll: Sendable, Equatable {
  package let commit: Revision
  package let parent: Revision
  package let message: BumpMessage
  /// The digest of `version_info.json` in its parent.
  package let baseFile: SHA256Digest
  /// The pins of its parent.
  package let basePins: PinSet
  /// The pins that it leads to.
  package let pins: PinSet

  package init(
    commit: Revision, parent: Revision, message: BumpMessage, base: VersionInfo, pins: PinSet
  ) {
    baseFile = SHA256Digest(of: base.bytes)
    basePins = base.pins
    self.commit = commit
    self.parent = parent
    self.message = message
    self.pins = pins
  }
}
