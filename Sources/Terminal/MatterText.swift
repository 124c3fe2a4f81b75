import JSON
import ReleaseModel
import RollPlanning
import SafeText

/// What is unfinished and waits for somebody: its name, its age, and what ends it.
struct MatterText: Sendable {
  let style: Style
  let now: Timestamp

  /// Nil when nothing waits.
  func text(of matters: [Matter]) -> String? {
    guard !matters.isEmpty else { return nil }
    return style.bold("Unfinished") + "\n" + matters.map(paragraph).joined(separator: "\n")
  }

  private func paragraph(_ matter: Matter) -> String {
    let age = matter.age(at: now).map { style.dim(" (for \($0))") } ?? ""
    return style.yellow("  \(safe(matter.name))") + "\(age): \(safe(matter.found))\n"
      + "      hint: \(safe(matter.remedy))"
  }

  private func safe(_ text: String) -> String { UntrustedText(text).terminal(limit: 400) }
}

extension Matter {
  var json: JSONValue {
    [
      "name": .string(name), "found": .string(found),
      "since": since.map { .string("\($0)") } ?? .null, "remedy": .string(remedy),
    ]
  }
}
