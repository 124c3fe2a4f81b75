import Desk
import SafeText
import VersionDiffs

/// What one `roller pin` tells: its plan first, at the moment when there is something to say about it.
///
/// The plan's lines read as deeds ("iree held: …"), so they are not shown before the deed is done, unless
/// a line follows that says what has not been done.
package struct PinReport {
  private let style: Style
  private var plan = ""

  package init(_ style: Style) {
    self.style = style
  }

  /// What is printed for `event`; nil when that waits for the next one.
  package mutating func text(for event: PinEvent) -> String? {
    if case .decided(let end) = event {
      plan = text(of: end) + "\n"
      return nil
    }
    defer { plan = "" }
    return plan + line(for: event)
  }

  private func line(for event: PinEvent) -> String {
    switch event {
    case .decided: ""
    case .nothingToDo: "\nnothing to do"
    case .dryRun: "\ndry run: nothing was written"
    case .validating: "\nvalidating first; nothing is written unless these pins are green"
    case .judged(let validations):
      validations.map { ValidationText($0, style: style).text }.joined(separator: "\n")
    case .written: "\nversion_info.json: written"
    case .committed(let commit, let subject): "committed \(commit.abbreviated): \(subject)"
    case .proposed(let page, let opening):
      "pull request: \(page)" + (opening.map { "\n\($0)" } ?? "")
    }
  }

  /// What the order comes to.
  private func text(of end: PinEnd) -> String {
    let text = PinText(end.outcome, style: style).text
    return end.difference.isEmpty
      ? text : text + "\n\n" + end.difference.terminal(style, subjects: 5)
  }
}
