import JSON
import ReleaseModel
import ReleaseRepository

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
  /// A line of `roller blame` for each pin whose commit is not known, marked as `git blame` marks them.
  package func blame(_ traced: TracedPins) -> String {
    let known = traced.origins.isEmpty ? [] : [blame(traced.origins)]
    guard let cut = traced.cut else { return known.joined() }
    let width = traced.untraced.map { "\($0)".count }.max() ?? 0
    let unknown = traced.untraced.map { name in
      style.yellow("^" + cut.at.abbreviated) + "  or earlier  "
        + "\(name)".padded(to: width) + "  " + label(traced.pins[name])
    }
    return (known + unknown + [cut.text]).joined(separator: "\n")
  }
}
