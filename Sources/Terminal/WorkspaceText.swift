import Desk
import JSON
import ReleaseModel
import SafeText
import Workspaces

/// What `roller workspace` prints.
package struct WorkspaceText: Sendable {
  let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  package func table(_ rows: [WorkspaceSession.Row]) -> String {
    let names = rows.map { "\($0.checkout.component)".count }.max() ?? 0
    let labels = rows.map { Pin.git($0.pin).plainLabel.count }.max() ?? 0
    return rows.map { row in
      style.bold("\(row.checkout.component)".padded(to: names)) + "  "
        + Pin.git(row.pin).plainLabel.padded(to: labels) + "  " + status(row)
    }.joined(separator: "\n")
  }

  package func json(_ rows: [WorkspaceSession.Row]) -> JSONValue {
    .array(
      rows.map { row in
        var object = JSONObject([
          ("component", .string("\(row.checkout.component)")),
          ("pin", Pin.git(row.pin).json()),
          ("folder", .string(row.checkout.folder.path)),
        ])
        if case .at(let revision, let branch, let files, let commits) = row.state {
          object["checked-out"] = .string("\(revision)")
          object["branch"] = branch.map { .string($0) } ?? .null
          object["changed-files"] = .integer(Int64(files))
          object["unsaved-commits"] = .integer(Int64(commits))
        }
        return .object(object)
      })
  }

  private func status(_ row: WorkspaceSession.Row) -> String {
    switch row.state {
    case .missing: return style.dim("not checked out")
    case .occupied: return style.red("its folder is not a git repository")
    case .at(let revision, let branch, let files, let commits):
      var words: [String] = []
      words.append(
        revision == row.checkout.revision
          ? style.green("at its pin") : style.yellow("at \(revision.abbreviated)"))
      if let branch { words.append("on branch \(branch)") }
      if files > 0 { words.append("\(files) changed") }
      if commits > 0 { words.append("\(commits) on no branch") }
      return words.joined(separator: ", ")
    }
  }

  /// What became of one component.
  package static func line(_ step: WorkspaceSession.Step) -> String {
    switch step {
    case .excluded(let name): "\(name): excluded"
    case .taken(let step, let checkout, let pin): line(step, checkout, Pin.git(pin).plainLabel)
    }
  }

  private static func line(_ step: CheckoutStep, _ checkout: Checkout, _ label: String) -> String {
    switch step {
    case .clone: return "\(checkout.component): cloned at \(label)"
    case .move(let from): return "\(checkout.component): \(from.abbreviated) → \(label)"
    case .nothing: return "\(checkout.component): at \(label) already"
    case .leave(let why): return "\(checkout.component): not touched: \(why)"
    }
  }
}
