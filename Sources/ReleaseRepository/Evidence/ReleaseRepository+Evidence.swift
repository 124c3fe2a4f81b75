import Git
import JSON
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

extension ReleaseRepository {
  func readEvidence() async throws(ForgeError) -> [Evidence] {
    let references = try await mirror.follow(remote, .records)
    guard let tip = references.first(where: { $0.name.text == evidenceRef }) else { return [] }
    return try await mirror.evidence(at: tip.id)
  }

  /// Races with other nights are lost and won again by compare-and-swap.
  ///
  /// Whoever loses has seen another win, so this ends when the others have nothing left to record.
  func add(_ evidence: [Evidence]) async throws(ForgeError) {
    for _ in 0..<40 {
      let references = try await mirror.follow(remote, .records)
      let tip = references.first { $0.name.text == evidenceRef }?.id
      guard let next = try await mirror.adding(evidence, to: tip) else { return }
      let change = try change(evidenceRef, from: tip, to: next)
      do throws(ForgeError) {
        if try await push(change, doing: "recording evidence") { return }
      } catch {
        guard error.kind == .moved else { throw error }
      }
    }
    throw ForgeError(
      kind: .tryLater(afterSeconds: 60), doing: "recording evidence",
      found: "\(evidenceRef) moved forty times meanwhile", hint: "roll again")
  }
}

extension Mirror {
  /// Every record in the tree of `tip`.
  func evidence(at tip: ObjectID) async throws(ForgeError) -> [Evidence] {
    if let known = memory.records(at: tip) { return known }
    let files = try await doing("reading \(evidenceRef)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        var files: [EvidenceFile] = []
        for entry in try git.entries(of: tip)
        where entry.kind == .file && entry.path.hasSuffix(".json") {
          if let record = memory.record(in: entry.id), record.path == entry.path {
            files.append(EvidenceFile(path: entry.path, blob: entry.id, record: record))
          } else {
            let record = Evidence(file: try git.blob(entry.id, limit: 4 << 20))
            files.append(EvidenceFile(path: entry.path, blob: entry.id, record: record))
          }
        }
        return files
      }
    }
    let records = try files.map { (file) throws(ForgeError) in
      guard let record = file.record, record.path == file.path else { throw unreadable(file.path) }
      return record
    }
    memory.keep(files, at: tip)
    return records
  }

  /// A commit on `tip` that holds `evidence` too; nil when nothing is new.
  func adding(_ evidence: [Evidence], to tip: ObjectID?) async throws(ForgeError) -> ObjectID? {
    var known: [Evidence] = []
    if let tip { known = try await self.evidence(at: tip) }
    let fresh = fresh(evidence, besides: known)
    guard let newest = fresh.map(\.when).max() else { return nil }
    let (next, files) = try await doing("writing evidence") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        var files: [EvidenceFile] = []
        for record in fresh {
          let text = record.json.text(.indented) + "\n"
          files.append(
            EvidenceFile(
              path: record.path, blob: try git.write(blob: Array(text.utf8)), record: record))
        }
        let changes = try files.map { (file) throws(GitError) in
          TreeChange.put(try TreePath(file.path), file.blob)
        }
        let base = try tip.map { (tip) throws(GitError) in try git.commit(tip).tree }
        let next = try git.write(
          Git.CommitDraft(
            tree: try git.tree(updating: base, with: changes),
            parents: [tip].compactMap(\.self), signature: roller(at: newest),
            message: message(for: fresh)))
        return (next, files)
      }
    }
    memory.extend(tip, with: files, to: next)
    return next
  }
}

extension Evidence {
  /// The record in a file's bytes, or nil when it is none.
  fileprivate init?(file bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes) else { return nil }
    self.init(json: value)
  }
}

/// What is new in `evidence`, of one subject the last; a green verdict stands for ever.
private func fresh(_ evidence: [Evidence], besides known: [Evidence]) -> [Evidence] {
  let green = Set(known.filter { $0.verdict == .green }.map(\.subject))
  let there = Set(known)
  let wanted = Dictionary(evidence.map { ($0.subject, $0) }, uniquingKeysWith: { $1 })
  return wanted.values.filter { !green.contains($0.subject) && !there.contains($0) }
    .sorted { $0.path < $1.path }
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

private func unreadable(_ path: String) -> ForgeError {
  let shown = UntrustedText(path).terminal()
  return ForgeError(
    kind: .malformed, doing: "reading \(evidenceRef)", found: "\(shown) is no evidence",
    hint: "remove that file from \(evidenceRef) by a commit of yours, then roll again")
}

/// Where verdicts are recorded.
let evidenceRef = "refs/roller/evidence"
