import ReleaseModel

extension HeldComponent {
  /// One sentence that names the culprit; `code` marks up upstream's labels.
  package func headline(code: (String) -> String) -> String {
    let place = moved == nil ? "stays at" : "goes no further than"
    var text = "\(code("\(component)")) \(place) \(code(label)) (newest: \(code(newest))): "
    text += "\(code(firstBad)) is red"
    if let target { text += " on \(code("\(target)"))" }
    if !clashes.isEmpty {
      text +=
        " with "
        + clashes.map { clash in
          clash.from.label == clash.to.label
            ? "\(code("\(clash.component)")) \(code(clash.from.label))"
            : "\(code("\(clash.component)")) \(code(clash.from.label)) to \(code(clash.to.label))"
        }.joined(separator: " and ")
    }
    return text + "."
  }

  /// The blocking commit as a person looks for it: id, day and first line; nil for a wheel, whose
  /// version says it all.
  package func blocker(code: (String) -> String, text: (String) -> String) -> String? {
    guard case .git(let pin) = culprit.pin else { return nil }
    let named = pin.label == nil ? "" : " \(code(pin.revision.abbreviated))"
    let subject = culprit.subject.map { ": " + text($0) } ?? ""
    return "blocked by \(code(firstBad))\(named) of \(culprit.landed.day)\(subject)"
  }

  /// The command that shows the red.
  package var reproductionCommand: String {
    let pins = reproduction.bumps.map { " --pin \($0.component)=\($0.to.name)" }.joined()
    return "roller validate --schedule \(reproduction.schedule)"
      + (target.map { " --target \($0)" } ?? "") + pins
  }
}
