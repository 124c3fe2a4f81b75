import SafeText

extension VersionDiff {
  /// A page of its own, without script, font or anything else from elsewhere.
  package func html(title: String, subjects: Int = 60) -> String {
    let title = UntrustedText(title).html()
    let heading =
      names.map {
        "<p class=\"quiet\"><code>\(UntrustedText($0.from).html())</code> → "
          + "<code>\(UntrustedText($0.to).html())</code></p>"
      } ?? ""
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>\(pageStyle)</style></head>
      <body><h1>\(title)</h1>
      \(heading)
      \(htmlFragment(subjects: subjects))
      </body></html>

      """
  }

  /// The part of a page that shows this difference; ``pageStyle`` dresses it.
  package func htmlFragment(subjects: Int = 60) -> String {
    let page = HTMLPage(subjects: subjects)
    guard !isEmpty else { return "<p>No pin changed.</p>" }
    var parts: [String] = []
    if let version {
      parts.append(
        "<p>package-version <code>\(page.quote(version.from))</code> → "
          + "<code>\(page.quote(version.to))</code></p>")
    }
    parts += bumps.map { page.section($0) }
    parts += added.map {
      "<section class=\"bump\"><h2>\($0.component)</h2><p>new, at "
        + "<code>\(page.quote($0.end.label))</code></p></section>"
    }
    parts += removed.map {
      "<section class=\"bump\"><h2>\($0.component)</h2><p class=\"warn\">no longer pinned, was at "
        + "<code>\(page.quote($0.end.label))</code></p></section>"
    }
    return parts.joined(separator: "\n")
  }
}

/// The style sheet of the page, for light and dark screens.
package let pageStyle = """
  :root{color-scheme:light dark}
  body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
  h1{font-size:1.4rem}
  .bump{border:1px solid #8884;border-radius:.5rem;padding:.3rem 1rem;margin:1rem 0}
  .bump h2{font-size:1.15rem;margin:.4rem 0}
  .bump h2 .to{color:#1a7f37}
  .bump p{margin:.3rem 0}
  .quiet{opacity:.7}
  .warn{color:#b35900}
  table{border-collapse:collapse;margin:.4rem 0}
  td,th{text-align:left;padding:.05rem .8rem .05rem 0;vertical-align:top;font-weight:normal}
  td.n{text-align:right;font-variant-numeric:tabular-nums}
  td.bar{width:12rem}
  td.bar i{display:block;height:.7rem;background:#2da44e;border-radius:.2rem;margin-top:.45rem}
  .log{font:13px/1.5 ui-monospace,monospace}
  .log td{white-space:pre-wrap;overflow-wrap:anywhere}
  code{font:.92em ui-monospace,monospace}
  @media(prefers-color-scheme:dark){.bump h2 .to{color:#3fb950}.warn{color:#d29922}}
  """

/// Parts of one rendering.
private struct HTMLPage {
  let subjects: Int

  private var wording: Wording { Wording(quote: { "<code>\(quote($0))</code>" }) }

  func quote(_ text: String) -> String { UntrustedText(text).html() }

  func section(_ bump: BumpDifference) -> String {
    let head =
      "<h2>\(bump.component) <code>\(quote(bump.from.label))</code> → "
      + "<code class=\"to\">\(quote(bump.to.label))</code></h2>"
    let ends = [
      wording.dates(from: bump.from.date, to: bump.to.date),
      "\(wording.short(bump.from.pin.name)) → \(wording.short(bump.to.pin.name))",
    ].compactMap(\.self).joined(separator: ", ")
    let body: [String]
    switch bump.content {
    case .commits(let commits): body = parts(of: commits)
    case .versions(let versions): body = parts(of: versions)
    case .unknown(let because): body = [unknown("", because)]
    }
    return
      (["<section class=\"bump\">", head, "<p class=\"quiet\">\(ends)</p>"] + body
      + ["</section>"]).joined(separator: "\n")
  }

  private func parts(of commits: CommitsBetween) -> [String] {
    let isForward = commits.direction == .forward
    var parts = [
      "<p\(isForward ? "" : " class=\"warn\"")>\(wording.headline(of: commits)): "
        + "\(Wording(quote: quote).people(commits.authors, limit: 12))</p>"
    ]
    switch commits.folders {
    case .known(let folders) where folders.isEmpty: parts.append("<p>No file changed.</p>")
    case .known(let folders): parts.append(table(of: folders))
    case .unknown(let because): parts.append(unknown("files: ", because))
    }
    switch commits.recorded {
    case .known(let moves) where moves.isEmpty: break
    case .known(let moves): parts.append(table(of: moves))
    case .unknown(let because): parts.append(unknown("its own pins: ", because))
    }
    parts.append(list(commits.subjects.elided(to: subjects)))
    if let page = commits.page {
      parts.append(
        "<p><a rel=\"noreferrer\" href=\"\(quote(page))\">Compare the two commits</a></p>")
    }
    return parts
  }

  private func table(of folders: [CommitsBetween.FolderChange]) -> String {
    let most = max(1, folders.map(\.files).max() ?? 1)
    let rows = folders.prefix(12).map { folder in
      let lines = folder.lines.map { "+\(grouped($0.added)) −\(grouped($0.deleted))" } ?? ""
      return "<tr><td><code>\(folder.name.isEmpty ? "(top)" : quote(folder.name))</code></td>"
        + "<td class=\"n\">\(grouped(folder.files))</td><td class=\"n\">\(lines)</td>"
        + "<td class=\"bar\"><i style=\"width:\(max(1, folder.files * 100 / most))%\"></i></td></tr>"
    }
    let rest = folders.dropFirst(12).reduce(0) { $0 + $1.files }
    return "<p>\(wording.total(of: folders)) differ</p><table>" + rows.joined()
      + (rest > 0 ? "<tr><td>elsewhere</td><td class=\"n\">\(grouped(rest))</td></tr>" : "")
      + "</table>"
  }

  private func table(of moves: [CommitsBetween.RecordedMove]) -> String {
    let rows = moves.map {
      "<tr><td><code>\(quote($0.name))</code></td>"
        + "<td>\(wording.short($0.from)) → \(wording.short($0.to))</td></tr>"
    }
    return "<p>It pins</p><table>" + rows.joined() + "</table>"
  }

  private func list(_ subjects: CommitsBetween.Subjects) -> String {
    guard subjects.total > 0 else { return "" }
    let gap =
      subjects.missing > 0
      ? ["<tr><td></td><td></td><td class=\"quiet\">⋮ \(grouped(subjects.missing)) more</td></tr>"]
      : []
    let rows = subjects.newest.map(row) + gap + subjects.oldest.map(row)
    return "<details open><summary>\(plural(subjects.total, "commit")) on the branch</summary>"
      + "<table class=\"log\">" + rows.joined(separator: "\n") + "</table></details>"
  }

  private func row(_ subject: CommitsBetween.Subject) -> String {
    "<tr><td>\(quote(String(subject.revision.prefix(10))))</td>"
      + "<td class=\"quiet\">\(subject.date)</td><td>\(quote(subject.text))</td></tr>"
  }

  private func parts(of versions: VersionsBetween) -> [String] {
    let tone = versions.isDowngrade ? " class=\"warn\"" : ""
    var parts = ["<p\(tone)>\(wording.headline(of: versions))</p>"]
    let sizes = versions.files.map {
      "<tr><td><code>\($0.target)</code></td><td>\(wording.size(of: $0))</td></tr>"
    }
    if !sizes.isEmpty { parts.append("<table>\(sizes.joined())</table>") }
    switch versions.metadata {
    case .unknown(let because): parts.append(unknown("its requirements: ", because))
    case .known(let metadata) where metadata.isEmpty:
      parts.append("<p class=\"quiet\">Its requirements are unchanged.</p>")
    case .known(let metadata): parts.append(list(metadata))
    }
    return parts
  }

  private func list(_ metadata: VersionsBetween.MetadataMove) -> String {
    var items = metadata.added.map { "new requirement <code>\(quote($0))</code>" }
    items += metadata.removed.map { "no longer required <code>\(quote($0))</code>" }
    if let python = metadata.python {
      items.append("Python <code>\(quote(python.from))</code> → <code>\(quote(python.to))</code>")
    }
    items += metadata.revisions.map {
      "built from <code>\(quote($0.name))</code> "
        + "\(wording.short($0.from)) → \(wording.short($0.to))"
    }
    return "<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
  }

  private func unknown(_ what: String, _ because: String) -> String {
    "<p class=\"warn\">\(what)unknown: \(quote(because))</p>"
  }
}
