import Git

/// A pull request for a person who follows the printed link.
struct PullPage {
  let links: Links
  let pull: PullRequest
  let statuses: CommitStatuses
  let comments: [IssueComment]

  var html: String {
    page(
      title: "\(pull.title) · #\(pull.number)",
      body: """
        <p><a href="/">\(escaped(links.fullName))</a></p>
        <h1>\(escaped(pull.title)) <span class="dim">#\(pull.number)</span></h1>
        <p><span class="mark \(stage)">\(stage)</span> \(escaped(branches)) · \(when)</p>
        <pre>\(escaped(pull.body ?? "No description."))</pre>
        \(statusTable)
        \(conversation)
        """)
  }

  private var stage: String {
    switch pull.stage {
    case .open: pull.isDraft ? "draft" : "open"
    case .closed: "closed"
    case .merged: "merged"
    }
  }

  private var branches: String {
    "\(pull.head.branch) at \(pull.head.commit.hexadecimal.prefix(12)) into \(pull.base.branch)"
  }

  private var when: String {
    switch pull.stage {
    case .open: "opened \(pull.created)"
    case .closed(let time): "closed \(time)"
    case .merged(let merge):
      "merged \(merge.time) by \(escaped(merge.by)) as <code>\(merge.commit)</code>"
    }
  }

  private var statusTable: String {
    let rows = statuses.current.sorted { $0.context < $1.context }.map { status in
      let verdict = status.verdict.rawValue
      return """
        <tr><td><span class="mark \(verdict)">\(verdict)</span></td>\
        <td>\(escaped(status.context))</td><td>\(escaped(status.description ?? ""))</td></tr>
        """
    }
    guard !rows.isEmpty else { return "" }
    return "<h2>Checks</h2>\n<table>\n\(rows.joined(separator: "\n"))\n</table>"
  }

  private var conversation: String {
    let items = comments.map { comment in
      """
      <h2>\(escaped(comment.author)) <span class="dim">\(comment.created)</span></h2>
      <pre id="issuecomment-\(comment.id)">\(escaped(comment.body))</pre>
      """
    }
    return items.joined(separator: "\n")
  }
}
