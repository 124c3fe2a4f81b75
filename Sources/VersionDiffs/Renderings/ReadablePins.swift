import JSON
import ReleaseModel
import SafeText

extension VersionInfo {
  /// The file as one line for each pin, in the file's order: what `git diff` and `git log -p` compare
  /// instead of the JSON (<https://git-scm.com/docs/gitattributes#_performing_text_diffs_of_binary_files>).
  ///
  /// Nothing of the file is left out, or an edit of it would look like none. No line depends on
  /// another, or one bump would touch them all.
  package var readableLines: [String] {
    document.flatMap { key, value in
      if key == "pins", let pins = value.object { return pins.flatMap { lines(of: $0, $1) } }
      return [terminalText(key) + ": " + terminalText(value)]
    }
  }

  private func lines(of name: String, _ value: JSONValue) -> [String] {
    guard let component = ComponentName(name), let pin = pins[component], let members = value.object
    else { return ["\(terminalText(name)): \(terminalText(value))"] }
    let known = ["revision", "label", "date", "version", "files", "hold", "denied"]
    let others = members.filter { !known.contains($0.0) }.map {
      "  \(terminalText($0.0)): \(terminalText($0.1))"
    }
    let hold = holds[component].map { ["  held: \(terminalText($0))"] } ?? []
    let denied = (denials[component] ?? [:]).sorted { $0.key < $1.key }.map {
      "  denied \(terminalText($0.key)): \(terminalText($0.value))"
    }
    return ["\(component): \(line(for: pin))"] + hold + denied + others
  }

  private func line(for pin: Pin) -> String {
    switch pin {
    case .git(let git):
      [git.label, git.date.map { "(\($0))" }, "\(git.revision)"].compactMap(\.self)
        .map(terminalText).joined(separator: " ")
    case .wheel(let wheel):
      ([wheel.version.description]
        + wheel.hashes.map { "\($0.place)=\($0.digest.hexadecimal.prefix(12))" })
        .joined(separator: " ")
    }
  }

  private func terminalText(_ value: JSONValue) -> String {
    terminalText(value.string ?? value.text())
  }

  private func terminalText(_ text: String) -> String { UntrustedText(text).terminal(limit: 1_000) }
}
