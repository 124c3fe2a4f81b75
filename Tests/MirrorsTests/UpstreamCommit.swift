/// One commit of an upstream, for git's fast-import.
struct UpstreamCommit {
  var subject: String
  var files: [String: String] = [:]
  /// Symbolic links, by path.
  var links: [String: String] = [:]
  /// Commits of other repositories, by path.
  var submodules: [String: String] = [:]
  /// Commit time, seconds since 1970.
  var seconds = 1_700_000_000
  /// A second parent.
  var merging: String?

  /// <https://git-scm.com/docs/git-fast-import#_commit>
  func instructions(_ branch: String, from parent: String?) -> String {
    var lines = ["commit refs/heads/\(branch)", "committer Ada <ada@example.org> \(seconds) +0000"]
    lines += ["data \(subject.utf8.count + 1)", subject, ""]
    if let parent { lines.append("from \(parent)") }
    if let merging { lines.append("merge \(merging)") }
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      lines += ["M 100644 inline \(path)", "data \(text.utf8.count)", text]
    }
    for (path, target) in links.sorted(by: { $0.key < $1.key }) {
      lines += ["M 120000 inline \(path)", "data \(target.utf8.count)", target]
    }
    for (path, id) in submodules.sorted(by: { $0.key < $1.key }) {
      lines.append("M 160000 \(id) \(path)")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// `count` commits that change one file each, an hour apart.
  static func line(_ count: Int, from first: Int = 1, folder: String = "src") -> [UpstreamCommit] {
    (first..<first + count).map { number in
      UpstreamCommit(
        subject: "Change \(number)", files: ["\(folder)/file\(number % 5)": "text \(number)\n"],
        seconds: 1_700_000_000 + number * 3600)
    }
  }
}
