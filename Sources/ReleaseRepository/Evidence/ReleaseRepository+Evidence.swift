import Errors
import Git
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  func readEvidence() async throws(Failure) -> RecordedEvidence {
    let references = try await mirror.follow(remote, .records)
    guard let tip = references.first(where: { $0.name.text == evidenceRef }) else {
      return RecordedEvidence()
    }
    return RecordedEvidence(try await mirror.evidenceFiles(at: tip.id))
  }

  /// Files that cannot be read are left as they are, unless a new record belongs in their place.
  func add(_ evidence: [Evidence]) async throws(Failure) {
    try await amend(evidenceRef, doing: "recording evidence") { (tip) throws(Failure) in
      let known = RecordedEvidence(try await mirror.evidenceFiles(at: tip))
      let fresh = fresh(evidence, besides: known)
      guard let newest = fresh.map(\.when).max() else { return nil }
      return try await mirror.write(
        fresh.map { ($0.path, .record($0)) }, without: [], on: tip,
        message: message(for: fresh), date: newest)
    }
  }

  /// The record goes, and stands in `struck/` from then on; struck twice is struck once.
  func take(away struck: StruckEvidence) async throws(Failure) {
    try await amend(evidenceRef, doing: "striking evidence") { (tip) throws(Failure) in
      let files = try await mirror.evidenceFiles(at: tip)
      let isStruck = RecordedEvidence(files).struck.contains { $0.evidence == struck.evidence }
      let wrong = files.filter { file in
        if case .record(let record) = file.content { record == struck.evidence } else { false }
      }
      guard !isStruck || !wrong.isEmpty else { return nil }
      return try await mirror.write(
        isStruck ? [] : [(struck.path, .struck(struck))], without: wrong.map(\.path), on: tip,
        message: "Strike evidence of \(struck.evidence.subject.target)\n", date: struck.when)
    }
  }
}

extension Mirror {
  /// Every file of validations in the tree of `tip`; other folders belong to others.
  fileprivate func evidenceFiles(at tip: ObjectID?) async throws(Failure) -> [EvidenceFile] {
    guard let tip else { return [] }
    if let known = memory.files(at: tip) { return known }
    let files = try await doing("reading \(evidenceRef)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.entries(of: tip).filter { entry in
          entry.kind == .file && entry.path.hasSuffix(".json")
            && !entry.path.hasPrefix(qualifications)
        }.map { (entry) throws(GitError) in
          if let known = memory.file(at: entry.path, entry.id) { return known }
          return try git.evidenceFile(entry)
        }
      }
    }
    memory.keep(files, at: tip)
    return files
  }

  fileprivate func write(
    _ contents: [(path: String, content: EvidenceFile.Content)], without removed: [String],
    on tip: ObjectID?, message: String, date: Timestamp
  ) async throws(Failure) -> ObjectID {
    var record = RecordCommit(removed: removed, message: message, date: date)
    for (path, content) in contents { record.files[path] = content.bytes }
    let (next, files) = try await doing("writing evidence") { [record] () throws(GitError) in
      try await repository.run { git throws(GitError) in
        let (commit, blobs) = try git.add(record, on: tip)
        let files = contents.compactMap { path, content in
          blobs[path].map { EvidenceFile(path: path, blob: $0, content: content) }
        }
        return (commit, files)
      }
    }
    memory.extend(tip, with: files, without: removed, to: next)
    return next
  }
}

extension OpenRepository {
  fileprivate func evidenceFile(_ entry: TreeEntry) throws(GitError) -> EvidenceFile {
    let content: EvidenceFile.Content
    do throws(GitError) {
      content = EvidenceFile.Content(try blob(entry.id, limit: 4 << 20), at: entry.path)
    } catch {
      guard error.reason == .limit else { throw error }
      content = .unreadable(found: error.message)
    }
    return EvidenceFile(path: entry.path, blob: entry.id, content: content)
  }
}

extension EvidenceFile.Content {
  fileprivate var bytes: [UInt8] {
    switch self {
    case .record(let record): Array((record.json.text(.indented) + "\n").utf8)
    case .struck(let struck): Array((struck.json.text(.indented) + "\n").utf8)
    case .unreadable: []
    }
  }
}

/// Where releases are said to be qualified; another reader's.
private let qualifications = "releases/"

/// What is new in `evidence`, of one subject the last; what was struck does not come back.
///
/// A green verdict stands until it is struck, unless its files were made again under another version.
private func fresh(_ evidence: [Evidence], besides known: RecordedEvidence) -> [Evidence] {
  let standing = Dictionary(
    known.records.filter { $0.verdict == .green }.map { ($0.subject, $0) },
    uniquingKeysWith: { $1 })
  let there = Set(known.records + known.struck.map(\.evidence))
  let wanted = Dictionary(
    evidence.filter { !there.contains($0) }.map { ($0.subject, $0) }, uniquingKeysWith: { $1 })
  return wanted.values.filter { record in
    guard let green = standing[record.subject] else { return true }
    return record.verdict == .green && record.version != green.version
  }.sorted { $0.path < $1.path }
}

private func message(for evidence: [Evidence]) -> String {
  let lines = evidence.map { record in
    let word =
      switch record.verdict {
      case .green: "green"
      case .red: "red"
      case .unjudged: "unjudged"
      }
    return "\(word) \(record.subject.target) \(record.subject.pinSet)\n"
  }
  return "Record \(evidence.count) verdict\(evidence.count == 1 ? "" : "s")\n\n" + lines.joined()
}
