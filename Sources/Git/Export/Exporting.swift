import Foundation

extension OpenRepository {
  /// Writes the folder `path` of `commit` (the root when nil) to `destination`, which must not exist.
  ///
  /// Refused whole, before anything is written: symbolic links, names that some file system takes
  /// for `.git` or for a way out, names that collide where case is folded, and anything beyond
  /// `limits`. No filter, attribute or hook of the tree runs; executable files stay executable.
  package func export(
    _ path: TreePath? = nil, of commit: ObjectID, to destination: String,
    limits: ExportLimits = ExportLimits()
  ) throws(GitError) -> Export {
    let operation = "export \(path?.text ?? "the tree") of \(commit)"
    let plan = try exportPlan(path, of: commit, limits, operation)
    guard mkdir(destination, 0o755) == 0 else { throw diskError(destination, operation) }
    var export = Export()
    for (relative, entry) in plan.entries {
      try write(entry, to: "\(destination)/\(relative)", into: &export, operation)
    }
    return export
  }

  private func exportPlan(
    _ path: TreePath?, of commit: ObjectID, _ limits: ExportLimits, _ operation: String
  ) throws(GitError) -> ExportPlan {
    var plan = ExportPlan()
    var total = 0
    if let path, try entry(at: path, of: commit)?.kind != .folder {
      throw error(.notFound, "no such folder", while: operation)
    }
    for entry in try entries(under: path, of: commit, limit: limits.entries) {
      let relative = path.map { String(entry.path.dropFirst($0.text.count + 1)) } ?? entry.path
      if let why = plan.add(entry, at: relative) {
        throw hostile(entry, why, operation)
      }
      total += try size(of: entry, limits, operation)
      guard total <= limits.total else {
        throw error(.limit, "more than \(limits.total) bytes", while: operation)
      }
    }
    return plan
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

  private func write(
    _ entry: TreeEntry, to path: String, into export: inout Export, _ operation: String
  ) throws(GitError) {
    switch entry.kind {
    case .symbolicLink: throw hostile(entry, "a symbolic link", operation)
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
    let why = String(cString: strerror(number))
    return error(
      number == EEXIST ? .exists : .failed, "\(path): \(why)", while: operation,
      hint: "export into a folder that does not exist yet, on a disk with room")
  }
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
