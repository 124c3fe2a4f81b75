import Errors
import Foundation

extension OpenRepository {
  /// Writes the folder `path` of `commit` (the root when nil) to `destination`, which must not exist.
  ///
  /// Refused whole, before anything is written: symbolic links unless `links` keeps them, names that
  /// some file system takes for `.git` or for a way out, names that collide where case is folded, and
  /// anything beyond `limits`. No filter, attribute or hook of the tree runs; executable files stay
  /// executable.
  package func export(
    _ path: TreePath? = nil, of commit: ObjectID, to destination: String,
    limits: ExportLimits = ExportLimits(), links: LinkPolicy = .refuse
  ) throws(GitError) -> Export {
    let operation = "export \(path?.text ?? "the tree") of \(commit)"
    if let path, try entry(at: path, of: commit)?.kind != .folder {
      throw error(.notFound, "no such folder", while: operation)
    }
    var draft = ExportDraft(limits: limits, links: links, operation: operation)
    for entry in try entries(under: path, of: commit, limit: limits.entries) {
      let relative = path.map { String(entry.path.dropFirst($0.text.count + 1)) } ?? entry.path
      try judge(entry, at: relative, into: &draft)
    }
    return try write(draft, to: destination)
  }

  /// Writes `paths` of `commit`, files or folders, to `destination` under their names in the commit.
  ///
  /// The same rules hold; a path that is not there is an error that names it.
  package func export(
    paths: [TreePath], of commit: ObjectID, to destination: String,
    limits: ExportLimits = ExportLimits(), links: LinkPolicy = .refuse
  ) throws(GitError) -> Export {
    let operation = "export \(paths.map(\.text).joined(separator: ", ")) of \(commit)"
    var draft = ExportDraft(limits: limits, links: links, operation: operation)
    var folders: Set<String> = []
    for path in outermost(paths) {
      guard let whole = try entry(at: path, of: commit) else {
        throw error(.notFound, "no such path: \(path)", while: operation)
      }
      for parent in parents(of: path.text) where folders.insert(parent).inserted {
        let entry = try entry(at: try TreePath(parent), of: commit)
        if let entry { try judge(entry, at: parent, into: &draft) }
      }
      try judge(whole, at: path.text, into: &draft)
      guard whole.kind == .folder else { continue }
      for entry in try entries(under: path, of: commit, limit: limits.entries) {
        try judge(entry, at: entry.path, into: &draft)
      }
    }
    return try write(draft, to: destination)
  }

  private func judge(
    _ entry: TreeEntry, at path: String, into draft: inout ExportDraft
  ) throws(GitError) {
    let limits = draft.limits
    var target: String?
    if entry.kind == .symbolicLink, draft.links == .keepInside {
      let bytes = try blob(entry.id, limit: 1 << 16)
      target = String(decoding: bytes, as: UTF8.self)
      draft.targets[path] = target
    }
    if let why = draft.plan.add(entry, at: path, target: target) {
      throw hostile(entry, why, draft.operation)
    }
    draft.total += try size(of: entry, limits, draft.operation)
    guard draft.total <= limits.total, draft.plan.entries.count <= limits.entries else {
      throw error(
        .limit, "more than \(limits.total) bytes or \(limits.entries) names",
        while: draft.operation)
    }
  }

  private func size(
    of entry: TreeEntry, _ limits: ExportLimits, _ operation: String
  ) throws(GitError) -> Int {
    guard entry.kind == .file || entry.kind == .executable else { return 0 }
    guard let header = try header(of: entry.id) else {
      throw error(
        .notFound, "\(entry.path) is not in this repository", while: operation,
        hint: "fetch the commit without a filter first")
    }
    guard header.size <= limits.file else {
      throw error(.limit, "\(entry.path) has \(header.size) bytes", while: operation)
    }
    return header.size
  }

  private func write(_ draft: ExportDraft, to destination: String) throws(GitError) -> Export {
    guard mkdir(destination, 0o755) == 0 else { throw diskError(destination, draft.operation) }
    var export = Export()
    for (relative, entry) in draft.plan.entries {
      try write(entry, to: "\(destination)/\(relative)", into: &export, draft.operation)
    }
    // Last, so that nothing is ever written through one.
    for (relative, target) in draft.targets.sorted(by: { $0.key < $1.key }) {
      let path = "\(destination)/\(relative)"
      guard symlink(target, path) == 0 else { throw diskError(path, draft.operation) }
      export.links += 1
    }
    return export
  }

  private func write(
    _ entry: TreeEntry, to path: String, into export: inout Export, _ operation: String
  ) throws(GitError) {
    switch entry.kind {
    case .symbolicLink: return
    case .folder, .submodule:
      guard mkdir(path, 0o755) == 0 else { throw diskError(path, operation) }
      if entry.kind == .submodule { export.submodules.append(entry.path) }
    case .file, .executable:
      let bytes = try blob(entry.id, limit: Int.max)
      let mode: mode_t = entry.kind == .executable ? 0o755 : 0o644
      guard writeNew(bytes, to: path, mode) else { throw diskError(path, operation) }
      export.files += 1
      export.size += bytes.count
      if bytes.starts(with: largeFileMark) { export.largeFilePointers.append(entry.path) }
    }
  }

  private func hostile(_ entry: TreeEntry, _ why: String, _ operation: String) -> GitError {
    let quoted = String(entry.path.prefix(200)).debugDescription
    return error(
      .refused, "\(quoted): \(why)", while: operation,
      hint: "nothing was written; this tree must be fixed upstream")
  }

  private func diskError(_ path: String, _ operation: String) -> GitError {
    let number = errno
    let why = Failure(number, doing: operation)
    return error(
      number == EEXIST ? .exists : .failed, "\(path): \(why.found)", while: operation,
      hint: why.mayPass
        ? why.hint : "export into a folder that does not exist yet, on a disk with room")
  }
}

/// What is known of an export before its first byte is written.
private struct ExportDraft {
  let limits: ExportLimits
  let links: LinkPolicy
  let operation: String
  var plan = ExportPlan()
  /// Where the symbolic links lead, by their paths.
  var targets: [String: String] = [:]
  /// In bytes.
  var total = 0
}

/// `paths` without those that lie below another one, and without repetitions.
private func outermost(_ paths: [TreePath]) -> [TreePath] {
  let all = Set(paths.map(\.text))
  return Set(paths).filter { path in !parents(of: path.text).contains { all.contains($0) } }
    .sorted()
}

/// `a` and `a/b` for `a/b/c`, outermost first.
private func parents(of path: String) -> [String] {
  path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
}

/// Never follows a link and never replaces a file; true when every byte is on its way to the disk.
private func writeNew(_ bytes: [UInt8], to path: String, _ mode: mode_t) -> Bool {
  let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
  guard file >= 0 else { return false }
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes { buffer in
      Foundation.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else {
      close(file)
      return false
    }
    written += count
  }
  return close(file) == 0
}

/// <https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>
private let largeFileMark = Array("version https://git-lfs.github.com/spec/".utf8)
