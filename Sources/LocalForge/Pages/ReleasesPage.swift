/// The releases and their files, newest first.
struct ReleasesPage {
  let links: Links
  let releases: [Release]

  var html: String {
    page(
      title: "Releases · \(links.fullName)",
      body: """
        <p><a href="/">\(escaped(links.fullName))</a></p>
        <h1>Releases</h1>
        \(releases.isEmpty ? "<p>None yet.</p>" : releases.map(section).joined(separator: "\n"))
        """)
  }

  private func section(_ release: Release) -> String {
    let kind = release.isDraft ? "draft" : release.isPrerelease ? "pre-release" : "release"
    let shown = release.isDraft ? "untagged-\(release.id)" : release.tag
    let files = release.assets.map { asset in
      let address = links.download(tag: shown, file: asset.name)
      return """
        <tr><td><a href="\(escaped(address))">\(escaped(asset.name))</a><br>\
        <code class="dim">\(asset.digest)</code></td>\
        <td class="size">\(megabytes(asset.size))</td></tr>
        """
    }
    return """
      <h2 id="\(escaped(release.tag))">\(escaped(release.name ?? release.tag)) \
      <span class="mark \(release.isDraft ? "draft" : "success")">\(kind)</span> \
      <span class="dim">\(release.published ?? release.created)</span></h2>
      <pre>\(escaped(release.body ?? ""))</pre>
      <table>
      \(files.joined(separator: "\n"))
      </table>
      """
  }

  private func megabytes(_ size: Int) -> String {
    let tenths = (size * 10 + 500_000) / 1_000_000
    return tenths == 0 ? "\(size) B" : "\(tenths / 10).\(tenths % 10) MB"
  }
}
