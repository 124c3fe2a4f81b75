import SafeText

extension VersionDiff {
  /// The text for a pull request, release notes or any page that shows GitHub's Markdown: a table to
  /// see everything at once, and a folded part for each bump.
  ///
  /// Upstream's words stand in code, so they mention, close and link nothing; the page that compares
  /// two commits is linked by a host that leaves no trace in upstream's issues, as other bots do
  /// (<https://docs.renovatebot.com/key-concepts/pull-requests/>). At most `limit` characters:
  /// what does not fit goes from the end, whole parts at a time.
  package func markdown(subjects: Int = 60, limit: Int = .max) -> String {
    let page = MarkdownPage(subjects: subjects)
    guard !isEmpty else { return "No pin changed." }
    var text = page.table(self)
    var leftOut = 0
    for bump in bumps {
      guard let part = page.details(bump) else { continue }
      if leftOut == 0, text.count + part.count + 100 < limit {
        text += "\n\n" + part
      } else {
        leftOut += 1
      }
    }
    if leftOut > 0 { text += "\n\n\(plural(leftOut, "longer description")) left out here." }
    return text
  }
}

/// Parts of one rendering.
private struct MarkdownPage {
  let subjects: Int

  private var wording: Wording { Wording(quote: { UntrustedText($0).tableCell() }) }

  func table(_ diff: VersionDiff) -> String {
    var rows: [String] = []
    if let version = diff.version {
      rows.append("| package-version | \(cell(version.from)) | \(bold(version.to)) | | |")
    }
    rows += diff.bumps.map(row)
    rows += diff.added.map { "| `\($0.component)` | – | \(bold($0.end.label)) | | new |" }
    rows += diff.removed.map {
      "| `\($0.component)` | \(cell($0.end.label)) | – | | no longer pinned |"
    }
    let head = "| Component | From | To | Landed | Changes |\n| --- | --- | --- | --- | --- |"
    return ([head] + rows).joined(separator: "\n")
  }

  private func row(_ bump: BumpDifference) -> String {
    let what: String
    switch bump.content {
    case .commits(let commits):
      let headline = wording.headline(of: commits)
      what = commits.direction == .forward ? headline : "⚠️ \(headline)"
    case .versions(let versions):
      what = (versions.isDowngrade ? "⚠️ " : "") + wording.headline(of: versions)
    case .unknown(let because): what = "unknown: \(cell(because))"
    }
    return "| `\(bump.component)` | \(cell(bump.from.label)) | \(bold(bump.to.label)) | "
      + "\(wording.dates(from: bump.from.date, to: bump.to.date) ?? "") | \(what) |"
  }

  func details(_ bump: BumpDifference) -> String? {
    let lines: [String]
    let title: String
    switch bump.content {
    case .commits(let commits):
      lines = self.lines(of: commits)
      title = summary(of: commits)
    case .versions(let versions):
      lines = self.lines(of: versions)
      title = "files and their requirements"
    case .unknown: return nil
    }
    return "<details><summary>\(bump.component): \(title)</summary>\n\n"
      + lines.joined(separator: "\n") + "\n\n</details>"
  }

  private func summary(of commits: CommitsBetween) -> String {
    let plain = Wording(quote: { UntrustedText($0).html(limit: 100) })
    guard case .known(let folders) = commits.folders else { return plain.headline(of: commits) }
    return "\(plain.headline(of: commits)), \(plain.total(of: folders))"
  }

  private func lines(of commits: CommitsBetween) -> [String] {
    var lines: [String] = []
    if !commits.authors.isEmpty {
      lines.append("- Authors: \(wording.people(commits.authors, limit: 12))")
    }
    switch commits.folders {
    case .known(let folders) where folders.isEmpty: lines.append("- No file changed")
    case .known(let folders):
      lines.append("- Files: \(wording.folders(folders, limit: 12).joined(separator: ", "))")
    case .unknown(let because): lines.append("- Files: unknown: \(cell(because))")
    }
    switch commits.recorded {
    case .known(let moves): lines += moves.prefix(40).map(line)
    case .unknown(let because): lines.append("- Its own pins: unknown: \(cell(because))")
    }
    if let page = commits.page {
      // Our own words and two ids: `page` is made from a checked URL.
      let link = page.replacing("https://github.com/", with: "https://redirect.github.com/")
      lines.append("- [Compare](\(link))")
    }
    return lines + list(commits.subjects.elided(to: subjects))
  }

  private func line(_ move: CommitsBetween.RecordedMove) -> String {
    "- It pins \(cell(move.name)): \(wording.short(move.from)) → \(wording.short(move.to))"
  }

  private func list(_ subjects: CommitsBetween.Subjects) -> [String] {
    guard subjects.total > 0 else { return [] }
    var lines = subjects.newest.map(plain)
    if subjects.missing > 0 { lines.append("⋮ \(grouped(subjects.missing)) more") }
    lines += subjects.oldest.map(plain)
    return ["", UntrustedText(lines.joined(separator: "\n")).codeBlock(lines: .max)]
  }

  /// One line; a line break in it would look like another commit.
  private func plain(_ subject: CommitsBetween.Subject) -> String {
    "\(subject.revision.prefix(10)) \(subject.date) \(UntrustedText(subject.text).terminal())"
  }

  private func lines(of versions: VersionsBetween) -> [String] {
    var lines = versions.files.map { "- `\($0.target)`: \(wording.size(of: $0))" }
    switch versions.metadata {
    case .unknown(let because): lines.append("- Its requirements: unknown: \(cell(because))")
    case .known(let metadata) where metadata.isEmpty:
      lines.append("- Its requirements are unchanged")
    case .known(let metadata):
      lines += metadata.added.map { "- New requirement: \(cell($0))" }
      lines += metadata.removed.map { "- No longer required: \(cell($0))" }
      if let python = metadata.python {
        lines.append("- Python: \(cell(python.from)) → \(cell(python.to))")
      }
      lines += metadata.revisions.map {
        "- Built from \(cell($0.name)): \(wording.short($0.from)) → \(wording.short($0.to))"
      }
    }
    return lines
  }

  private func cell(_ text: String) -> String {
    text.isEmpty ? "any" : UntrustedText(text).tableCell()
  }

  private func bold(_ text: String) -> String { "**\(cell(text))**" }
}
