/// The first page: what is open, what was merged, what was released.
struct RepositoryPage {
  let links: Links
  let state: ForgeState

  var html: String {
    let pulls = state.pulls.values.sorted { $0.number > $1.number }.prefix(50)
    let rows = pulls.map { pull in
      let stage = pull.isOpen ? "open" : pull.merge == nil ? "closed" : "merged"
      return """
        <tr><td><span class="mark \(stage)">\(stage)</span></td>\
        <td><a href="\(escaped(address("pull/\(pull.number)")))">\(escaped(pull.title))</a></td>\
        <td class="dim">#\(pull.number)</td><td class="dim">\(pull.updated)</td></tr>
        """
    }
    let table =
      rows.isEmpty ? "<p>None yet.</p>" : "<table>\n\(rows.joined(separator: "\n"))\n</table>"
    return page(
      title: links.fullName,
      body: """
        <h1>\(escaped(links.fullName))</h1>
        <pre>git clone \(escaped(links.clone))</pre>
        <p><a href="\(escaped(address("releases")))">Releases</a> (\(state.releases.count))</p>
        <h2>Pull requests</h2>
        \(table)
        """)
  }

  private func address(_ path: String) -> String { "/\(links.fullName)/\(path)" }
}
