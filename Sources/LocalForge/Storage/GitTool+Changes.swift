import Git

extension GitTool {
  /// The files that differ between two trees or commits, with their hunks.
  func changes(from old: String, to new: ObjectID) async throws -> [FileChange] {
    let common = ["diff-tree", "-r", "-M", "--no-commit-id", "--no-color", "--no-ext-diff"]
    let listing = try await output(
      common + ["--raw", "--numstat", "--abbrev=40", "-z", old, new.hexadecimal])
    var changes = parsedChanges(listing)
    let patch = try? await output(common + ["-p", old, new.hexadecimal], limit: 4 << 20)
    let hunks = patch.map(splitPatch) ?? []
    guard hunks.count == changes.count else { return changes }
    for index in changes.indices { changes[index].patch = hunks[index] }
    return changes
  }
}

/// Reads `git diff-tree --raw --numstat -z`: first all entries with their blobs, then all counts.
///
/// <https://git-scm.com/docs/git-diff-tree#_raw_output_format>
func parsedChanges(_ listing: String) -> [FileChange] {
  var fields = listing.split(separator: "\0", omittingEmptySubsequences: false)[...]
  var changes: [FileChange] = []
  while let head = fields.first, head.hasPrefix(":") {
    fields = fields.dropFirst()
    if let change = parsedChange(head.split(separator: " "), &fields) { changes.append(change) }
  }
  for index in changes.indices {
    guard let counts = fields.popFirst()?.split(separator: "\t", omittingEmptySubsequences: false),
      counts.count == 3
    else { break }
    changes[index].additions = Int(counts[0]) ?? 0
    changes[index].deletions = Int(counts[1]) ?? 0
    // A rename leaves the third field empty and lets both paths follow.
    if counts[2].isEmpty { fields = fields.dropFirst(2) }
  }
  return changes
}

private func parsedChange(
  _ words: [Substring], _ fields: inout ArraySlice<Substring>
) -> FileChange? {
  guard words.count == 5, let path = fields.popFirst() else { return nil }
  let status: FileChange.Status
  switch words[4].first {
  case "A": status = .added
  case "D": status = .removed
  case "R": status = .renamed
  case "C": status = .copied
  case "T": status = .changed
  default: status = .modified
  }
  guard let blob = ObjectID(status == .removed ? words[2] : words[3]) else { return nil }
  guard status == .renamed || status == .copied else {
    return FileChange(path: String(path), status: status, blob: blob)
  }
  guard let newPath = fields.popFirst() else { return nil }
  return FileChange(
    path: String(newPath), previousPath: String(path), status: status, blob: blob)
}

/// The hunks of each file of a patch, in order; nil for files without any.
func splitPatch(_ patch: String) -> [String?] {
  var files: [[Substring]] = []
  // By bytes: as characters, "\r\n" would not be a line's end.
  for bytes in patch.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    let line = Substring(bytes)
    if line.hasPrefix("diff --git ") { files.append([]) }
    guard !files.isEmpty else { continue }
    files[files.count - 1].append(line)
  }
  return files.map { lines in
    let hunks = lines.drop { !$0.hasPrefix("@@") }
    guard !hunks.isEmpty else { return nil }
    let end = hunks.last == "" ? hunks.dropLast() : hunks
    return end.joined(separator: "\n")
  }
}
