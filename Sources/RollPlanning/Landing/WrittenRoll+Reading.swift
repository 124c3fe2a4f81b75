import Digest
import ReleaseModel

extension WrittenRoll {
  /// Reads the roll that `commit` is, given `version_info.json` before and after it; nil unless the
  /// message says exactly what the file does.
  ///
  /// The caller has checked that nothing else is in the commit, and that writing it again comes to
  /// the same id.
  package init?(commit: CommitFacts, before: [UInt8], after: [UInt8]) {
    guard commit.parents.count == 1, let parent = commit.parent,
      let message = BumpMessage(commit.message), let base = try? VersionInfo.read(before),
      let next = try? VersionInfo.read(after), next.pins.digest == message.pinSet
    else { return nil }
    let bumps = base.pins.bumps(to: next.pins)
    guard !bumps.isEmpty, let moved = try? base.moving(bumps), moved.bytes == next.bytes else {
      return nil
    }
    let written = BumpMessage(
      schedule: message.schedule, slot: message.slot, bumps: bumps, pinSet: message.pinSet,
      evidence: [])
    // In the order of the schedule, which the file does not have.
    guard written.lines.count == message.lines.count, Set(written.lines) == Set(message.lines)
    else {
      return nil
    }
    self.init(
      commit: commit.revision, parent: parent, message: message, base: base, pins: next.pins)
  }

  /// Whether `message` speaks of exactly the pins of `file`, as that of a person's pins does.
  package static func isPinning(_ message: String, _ file: [UInt8]) -> Bool {
    guard let pins = try? VersionInfo.read(file).pins else { return false }
    return MessageTrailers(message)["Pin-Set"] == ["\(pins.digest)"]
  }
}

extension SlotHead {
  /// Whose a branch's head is, by what git shows of it.
  package init(commit: CommitFacts, standing: BranchStanding) {
    let root = standing.root
    let facts = CommitFacts(
      revision: root.revision, parents: root.parents, message: root.message,
      committed: root.committer.date)
    let isOurs = root.isRewritable && root.isParentOnMainLine
    let roll =
      isOurs
      ? WrittenRoll(commit: facts, before: root.parentPins ?? [], after: root.pins ?? []) : nil
    if let roll, standing.head.revision == root.revision {
      self.init(commit: commit, owner: .roller(roll))
    } else if let roll, standing.isPlainUpdate {
      self.init(commit: commit, owner: .update(of: roll))
    } else if isOurs, standing.head.revision == root.revision,
      WrittenRoll.isPinning(root.message, root.pins ?? [])
    {
      self.init(commit: commit, owner: .pins(root.revision))
    } else {
      self.init(commit: commit, owner: .person(standing.person))
    }
  }
}

extension BranchStanding {
  /// Whose work it is that roller did not write: the head's author, or its committer where the author
  /// still is roller, as after `git commit --amend`.
  fileprivate var person: String {
    let names = [head.author.name, head.committer.name]
    return names.first { $0 != RollerIdentity.name } ?? "a person"
  }
}
