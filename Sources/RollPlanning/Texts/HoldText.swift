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
          clash.from == clash.to
            ? "\(code("\(clash.component)")) \(code(clash.from))"
            : "\(code("\(clash.component)")) \(code(clash.from)) to \(code(clash.to))"
        }.joined(separator: " and ")
    }
    return text + "."
  }

  /// The command that shows the red.
  package var reproductionCommand: String {
    let pins = reproduction.map { " --pin \($0.component)=\($0.to.label)" }.joined()
    return "roller validate" + (target.map { " --target \($0)" } ?? "") + pins
  }
}
