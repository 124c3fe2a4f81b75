import Digest
import ReleaseModel
import RollPlanning
import Synchronization

/// What was worked out of bytes and commits, which never change.
final class WorldMemory: Sendable {
  private let digests = Table<[UInt8], SHA256Digest>()
  private let rolls = Table<Revision, WrittenRoll?>()
  private let facts = Table<Revision, CommitFacts>()
  private let pins = Table<[UInt8], SHA256Digest?>()
  private let work = Table<Revision, ProposedRoll?>()
  private let records = Table<Revision, PinRecord?>()

  /// The line that was asked for last.
  private let newestLine = Mutex((tip: Revision?.none, line: Set<Revision>()))

  /// `tip` and its first parents.
  func line(to tip: Revision, _ parent: (Revision) -> Revision?) -> Set<Revision> {
    newestLine.withLock { known in
      guard known.tip != tip else { return known.line }
      var added: [Revision] = []
      var place: Revision? = tip
      while let next = place, next != known.tip {
        added.append(next)
        place = parent(next)
      }
      if place == nil { known.line = [] }
      known.tip = tip
      known.line.formUnion(added)
      return known.line
    }
  }

  func digest(of bytes: [UInt8]) -> SHA256Digest {
    digests.value(of: bytes) { SHA256Digest(of: bytes) }
  }

  func pins(in file: [UInt8]) -> SHA256Digest? {
    pins.value(of: file) { try? VersionInfo.read(file).pins.digest }
  }

  func work(_ head: Revision, _ make: () -> ProposedRoll?) -> ProposedRoll? {
    work.value(of: head, make)
  }

  func roll(_ revision: Revision, _ make: () -> WrittenRoll?) -> WrittenRoll? {
    rolls.value(of: revision, make)
  }

  func facts(of revision: Revision, _ make: () -> CommitFacts) -> CommitFacts {
    facts.value(of: revision, make)
  }

  func record(of revision: Revision, _ make: () -> PinRecord?) -> PinRecord? {
    records.value(of: revision, make)
  }
}

/// One value for each key, made once.
private final class Table<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Value]>([:])

  func value(of key: Key, _ make: () -> Value) -> Value {
    if let value = known.withLock({ $0[key] }) { return value }
    let value = make()
    known.withLock { $0[key] = value }
    return value
  }
}
