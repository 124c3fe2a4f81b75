import Git
import ReleaseModel
import Synchronization

/// A file of the evidence, and what it records; nil when it is no evidence.
struct EvidenceFile: Sendable {
  let path: String
  let blob: ObjectID
  let record: Evidence?
}

/// The evidence that was read last, by the commit and the blobs that hold it.
///
/// Ids name content, so nothing here can become wrong: two thousand records are parsed once a night
/// and not at every look.
final class EvidenceMemory: Sendable {
  private struct Content: Sendable {
    var tip: ObjectID?
    var files: [EvidenceFile] = []
    var records: [ObjectID: Evidence] = [:]
  }

  private let content = Mutex(Content())

  /// All records at `tip`, if that is what was read last.
  func records(at tip: ObjectID) -> [Evidence]? {
    content.withLock { content in
      content.tip == tip ? content.files.compactMap(\.record) : nil
    }
  }

  func record(in blob: ObjectID) -> Evidence? {
    content.withLock { $0.records[blob] }
  }

  func keep(_ files: [EvidenceFile], at tip: ObjectID) {
    let records = files.compactMap { file in file.record.map { (file.blob, $0) } }
    content.withLock { content in
      content = Content(
        tip: tip, files: files,
        records: Dictionary(records, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// What is known at `next`, which is `tip` with `files` put in.
  func extend(_ tip: ObjectID?, with files: [EvidenceFile], to next: ObjectID) {
    let paths = Set(files.map(\.path))
    let known = content.withLock { $0.tip == tip ? $0.files : nil }
    guard let known else { return }
    keep(known.filter { !paths.contains($0.path) } + files, at: next)
  }
}
