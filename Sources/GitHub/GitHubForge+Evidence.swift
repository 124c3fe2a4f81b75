import Git
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  package func evidence() async throws(ForgeError) -> [Evidence] {
    let references = try await mirror.follow(remote)
    guard let tip = references.first(where: { $0.name.text == evidenceRef }) else { return [] }
    return try await mirror.evidence(at: tip.id)
  }

  /// Races with other nights are lost and won again by compare-and-swap.
  package func record(_ evidence: [Evidence]) async throws(ForgeError) {
    for _ in 0..<5 {
      let references = try await mirror.follow(remote)
      let tip = references.first { $0.name.text == evidenceRef }?.id
      guard let next = try await mirror.adding(evidence, to: tip) else { return }
      if try await push([change(evidenceRef, from: tip, to: next)], doing: "recording evidence") {
        return
      }
    }
    throw ForgeError(
      kind: .tryLater(afterSeconds: 60), doing: "recording evidence",
      found: "\(evidenceRef) moved five times meanwhile", hint: "roll again")
  }
}

extension Mirror {
  /// Every record in the tree of `tip`.
  func evidence(at tip: ObjectID) async throws(ForgeError) -> [Evidence] {
    let files = try await doing("reading \(evidenceRef)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        var files: [RepositoryFile] = []
        for entry in try git.entries(of: tip) where entry.kind == .file {
          files.append(
            RepositoryFile(
              path: entry.path, bytes: try git.blob(entry.id, limit: 4 << 20),
              isExecutable: false))
        }
        return files
      }
    }
    return try files.filter { $0.path.hasSuffix(".json") }.map { (file) throws(ForgeError) in
      guard let value = try? JSONValue(parsing: file.bytes), let record = Evidence(json: value),
        record.path == file.path
      else { throw unreadable(file.path) }
      return record
    }
  }

  /// A commit on `tip` that holds `evidence` too; nil when nothing is new.
  func adding(_ evidence: [Evidence], to tip: ObjectID?) async throws(ForgeError) -> ObjectID? {
    var known: [Evidence] = []
    if let tip { known = try await self.evidence(at: tip) }
    let kept = Set(known.filter { $0.verdict == .green }.map(\.subject))
    let fresh = evidence.filter { !kept.contains($0.subject) && !known.contains($0) }
    guard let newest = fresh.map(\.when).max() else { return nil }
    return try await doing("writing evidence") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        var changes: [TreeChange] = []
        for record in fresh {
          let text = record.json.text(.indented) + "\n"
          changes.append(.put(try TreePath(record.path), try git.write(blob: Array(text.utf8))))
        }
        let base = try tip.map { (tip) throws(GitError) in try git.commit(tip).tree }
        let signature = roller(at: newest)
        return try git.write(
          Git.CommitDraft(
            tree: try git.tree(updating: base, with: changes),
            parents: [tip].compactMap(\.self), signature: signature,
            message: message(for: fresh)))
      }
    }
  }
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
  ForgeError(
    kind: .malformed, doing: "reading \(evidenceRef)", found: "\(path) is no evidence",
    hint: "remove that file from \(evidenceRef) by a commit of yours, then roll again")
}
