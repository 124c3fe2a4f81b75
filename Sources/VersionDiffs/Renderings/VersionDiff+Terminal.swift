import SafeText

extension VersionDiff {
  /// The text for a person at a terminal; without a final newline.
  ///
  /// Of each bump, `subjects` subjects are shown; the middle goes first.
  package func terminal(_ style: Style = Style(), subjects: Int = 20) -> String {
    let page = TerminalPage(style: style, shown: subjects)
    var parts: [String] = []
    if let names {
      parts.append(style.bold("\(page.quote(names.from)) → \(page.quote(names.to))"))
    }
    if let version {
      parts.append("package-version  \(page.quote(version.from)) → \(page.quote(version.to))")
    }
    parts += bumps.map { page.block($0).joined(separator: "\n") }
    parts += added.map { page.added($0) } + removed.map { page.removed($0) }
    if isEmpty { parts.append("No pin changed.") }
    return parts.joined(separator: "\n\n")
  }
}

/// Lines of one rendering.
private struct TerminalPage {
  let style: Style
  let shown: Int

  private var wording: Wording { Wording(quote: quote) }

  func quote(_ text: String) -> String { UntrustedText(text).terminal(limit: 120) }

  func added(_ end: VersionDiff.PinnedEnd) -> String {
    style.bold("\(end.component)") + "  "
      + style.green("new, at \(quote(end.end.label))")
  }

  func removed(_ end: VersionDiff.PinnedEnd) -> String {
    style.bold("\(end.component)") + "  "
      + style.red("no longer pinned, was at \(quote(end.end.label))")
  }

  func block(_ bump: BumpDifference) -> [String] {
    let head =
      style.bold("\(bump.component)") + "  \(quote(bump.from.label)) → "
      + style.green(quote(bump.to.label))
    switch bump.content {
    case .commits(let commits): return [head] + lines(of: commits, bump)
    case .versions(let versions): return [head] + lines(of: versions)
    case .unknown(let because):
      return [head] + wrapped(ends(bump) ?? [])
        + ["  " + style.yellow("unknown: \(UntrustedText(because).terminal(limit: 300))")]
    }
  }

  private func lines(of commits: CommitsBetween, _ bump: BumpDifference) -> [String] {
    let headline = wording.headline(of: commits)
    let isForward = commits.direction == .forward
    var lines = wrapped(ends(bump) ?? [])
    lines.append("  " + (isForward ? headline : style.red(headline)))
    if !commits.authors.isEmpty {
      lines += wrapped(
        wording.people(commits.authors, limit: 6).split(separator: ", ").map(String.init),
        by: ", ", under: "    ")
    }
    lines += subjects(commits.subjects.elided(to: shown))
    lines += folders(commits.folders) + recorded(commits.recorded)
    if let page = commits.page {
      lines.append("  " + style.dim(UntrustedText(page).terminal(limit: 400)))
    }
    return lines
  }

  private func ends(_ bump: BumpDifference) -> [String]? {
    var parts: [String] = []
    if let dates = wording.dates(from: bump.from.date, to: bump.to.date) { parts.append(dates) }
    let (from, to) = (wording.short(bump.from.pin.name), wording.short(bump.to.pin.name))
    if from != quote(bump.from.label) || to != quote(bump.to.label) {
      parts.append("\(from) → \(to)")
    }
    return parts
  }

  private func subjects(_ subjects: CommitsBetween.Subjects) -> [String] {
    var lines = subjects.newest.map(line)
    if subjects.missing > 0 {
      lines.append(
        "    " + style.dim("⋮ \(grouped(subjects.missing)) more; --full shows them"))
    }
    return lines + subjects.oldest.map(line)
  }

  private func line(_ subject: CommitsBetween.Subject) -> String {
    let revision = wording.short(subject.revision)
    let prefix = "    \(revision) \(subject.date) "
    let text =
      style.width.map { UntrustedText(subject.text).terminal(columns: max(20, $0 - prefix.count)) }
      ?? UntrustedText(subject.text).terminal(limit: 300)
    return "    " + style.yellow(revision) + style.dim(" \(subject.date) ") + text
  }

  private func folders(_ answer: Answer<[CommitsBetween.FolderChange]>) -> [String] {
    switch answer {
    case .known(let folders) where folders.isEmpty: return ["  no file changed"]
    case .known(let folders):
      let parts = wording.folders(folders, limit: 8)
      return wrapped(
        [wording.total(of: folders) + ": " + (parts.first ?? "")] + parts.dropFirst(), by: " · ")
    case .unknown(let because): return [unknown("files", because)]
    }
  }

  private func recorded(_ answer: Answer<[CommitsBetween.RecordedMove]>) -> [String] {
    switch answer {
    case .known(let moves):
      let limit = shown
      let width = moves.prefix(limit).map { quote($0.name).count }.max() ?? 0
      let lines = moves.prefix(limit).enumerated().map { number, move in
        let name = quote(move.name)
        let padding = String(repeating: " ", count: max(0, width - name.count))
        return (number == 0 ? "  it pins " : "          ") + style.cyan(name) + padding
          + "  \(wording.short(move.from)) → \(wording.short(move.to))"
      }
      let rest = moves.count - lines.count
      return lines + (rest > 0 ? ["          " + style.dim("⋮ \(rest) more")] : [])
    case .unknown(let because): return [unknown("its own pins", because)]
    }
  }

  private func lines(of versions: VersionsBetween) -> [String] {
    let headline = wording.headline(of: versions)
    var lines = wrapped([versions.isDowngrade ? style.red(headline) : headline])
    let sizes = versions.files.map { "\($0.target) \(wording.size(of: $0))" }
    if !sizes.isEmpty { lines += wrapped(["size  \(sizes[0])"] + sizes.dropFirst(), by: " · ") }
    switch versions.metadata {
    case .known(let metadata): lines += self.lines(of: metadata)
    case .unknown(let because): lines.append(unknown("its requirements", because))
    }
    return lines
  }

  private func lines(of metadata: VersionsBetween.MetadataMove) -> [String] {
    guard !metadata.isEmpty else { return ["  its requirements are unchanged"] }
    var lines = metadata.added.map { "  " + style.green("+ needs \(quote($0))") }
    lines += metadata.removed.map { "  " + style.red("− needs \(quote($0))") }
    if let python = metadata.python {
      lines.append("  python \(asked(python.from)) → \(asked(python.to))")
    }
    lines += metadata.revisions.map {
      "  built from \(quote($0.name)) \(wording.short($0.from)) → \(wording.short($0.to))"
    }
    return lines
  }

  private func asked(_ python: String) -> String { python.isEmpty ? "any" : quote(python) }

  private func unknown(_ what: String, _ because: String) -> String {
    "  " + style.yellow("\(what): unknown: \(UntrustedText(because).terminal(limit: 300))")
  }

  /// `parts` in as many lines as the width asks for, none of them cut.
  private func wrapped(
    _ parts: [String], by separator: String = ", ", under indent: String = "  "
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for part in parts {
      let longer = line.isEmpty ? part : line + separator + part
      if !line.isEmpty, terminalColumns(of: indent + longer) > style.width ?? .max {
        lines.append(indent + line + (separator == ", " ? "," : ""))
        line = part
      } else {
        line = longer
      }
    }
    return lines + (line.isEmpty ? [] : [indent + line])
  }
}
