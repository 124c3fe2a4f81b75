import Pinning
import ReleaseModel
import SafeText

/// What an order of pins came to, for people.
struct PinText {
  private let outcome: PinOutcome
  private let style: Style

  init(_ outcome: PinOutcome, style: Style) {
    self.outcome = outcome
    self.style = style
  }

  var text: String {
    let width = names.map(\.count).max() ?? 0
    let lines =
      outcome.moves.map { move in
        row("\(move.bump.component)", width, headline(move), details(move))
      }
      + outcome.stays.map { stay in
        row("\(stay.component)", width, style.dim("stays: ") + description(stay), [])
      }
      + outcome.notes.map { note in row("\(note.component)", width, description(note), []) }
    return lines.joined(separator: "\n")
  }

  private var names: [String] {
    outcome.moves.map { "\($0.bump.component)" } + outcome.stays.map { "\($0.component)" }
      + outcome.notes.map { "\($0.component)" }
  }

  private func row(
    _ name: String, _ width: Int, _ headline: String, _ details: [String]
  ) -> String {
    let space = String(repeating: " ", count: width - name.count + 2)
    let margin = String(repeating: " ", count: width + 2)
    return ([style.bold(name) + space + headline] + details.map { margin + style.dim($0) })
      .joined(separator: "\n")
  }

  private func headline(_ move: PinMove) -> String {
    "\(description(move.bump.from)) → \(style.green(description(move.bump.to)))"
  }

  private func details(_ move: PinMove) -> [String] {
    var words = [description(move.direction)]
    if let leader = move.cause.leader { words.append("along with \(leader)") }
    switch move.bump.to {
    case .git(let pin): words.append(pin.revision.abbreviated)
    case .wheel(let pin):
      let count = pin.hashes.count
      words.append("\(count) \(count == 1 ? "file" : "files") hashed")
    }
    return [words.joined(separator: " · ")]
  }

  private func description(_ pin: Pin) -> String {
    switch pin {
    case .git(let git): pin.label + (git.date.map { " (\($0))" } ?? "")
    case .wheel: pin.label
    }
  }

  private func description(_ direction: PinDirection) -> String {
    switch direction {
    case .forward(let commits?): "\(commits) \(commits == 1 ? "commit" : "commits") forward"
    case .forward(nil): "forward"
    case .back(let commits?):
      style.yellow("\(commits) \(commits == 1 ? "commit" : "commits") back")
    case .back(nil): style.yellow("back")
    case .aside: style.yellow("aside, neither forward nor back")
    }
  }

  private func description(_ stay: StayingPin) -> String {
    stay.why + (stay.cause.leader.map { " (looked at because of \($0))" } ?? "")
  }

  private func description(_ note: PinNote) -> String {
    switch note {
    case .hold(_, let why): "held: \(why)"
    case .unhold: "no longer held"
    case .deny(_, let revision, let why): "denied \(revision): \(why)"
    case .allow(_, let revision): "no longer denied \(revision)"
    }
  }
}
