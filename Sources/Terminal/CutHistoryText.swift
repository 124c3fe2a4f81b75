import JSON
import ReleaseModel
import ReleaseRepository
import SafeText

// What is said where a shallow clone's history ends.
extension CutHistory {
  /// The same as data: it stands under "incomplete" in what a command prints as JSON.
  package var json: JSONValue {
    [
      "history-ends-at": .string("\(at)"), "because": "this clone is shallow",
      "hint": .string(Self.remedy),
    ]
  }
}

extension JSONValue {
  /// This array with a last element that says where the history ends, when it does so early.
  package func ending(at cut: CutHistory?) -> JSONValue {
    guard let cut, case .array(let elements) = self else { return self }
    return .array(elements + [["incomplete": cut.json]])
  }
}

extension HistoryText {
  /// `roller blame`: a line for each pin; those whose commit is not known are marked as `git blame` marks them.
  package func blame(_ traced: TracedPins) -> String {
    let pins =
      traced.origins.map { ($0.component, label($0.pin)) }
      + traced.untraced.map { ($0, label(traced.pins[$0])) }
    let (names, labels) = (
      pins.map { "\($0.0)".count }.max() ?? 0, pins.map(\.1.count).max() ?? 0
    )
    let known = traced.origins.map { origin in
      let entry = origin.entry
      let revision = (entry.setter(of: origin.component)?.revision ?? entry.revision).abbreviated
      let head =
        "  \(entry.when.day)  " + "\(origin.component)".padded(to: names) + "  "
        + label(origin.pin).padded(to: labels) + "  "
      let room = style.width.map { max(20, $0 - revision.count - head.count) } ?? 300
      return style.yellow(revision) + head
        + style.dim(UntrustedText(cause(of: origin)).terminal(columns: room))
    }
    let unknown = traced.untraced.map { name in
      style.yellow("^" + String(traced.cut?.at.abbreviated.dropLast() ?? "")) + "  or earlier  "
        + "\(name)".padded(to: names) + "  " + label(traced.pins[name])
    }
    return (known + unknown + [traced.cut?.text].compactMap(\.self)).joined(separator: "\n")
  }
}
