import JSON
import ReleaseModel
import ReleaseRepository

// Whoever pressed "merge" is named beside whoever chose the pins, and never in their place.
extension HistoryText {
  func cause(_ cause: LogEntry.Cause, by author: String, _ subject: String) -> String {
    switch cause {
    case .roll(let message): "schedule \(message.schedule)"
    case .revert(let revision): "revert of \(revision.abbreviated) by \(shown(author))"
    case .person: "\(shown(author)): \(shown(subject, 72))"
    }
  }

  /// Who or what set a pin, and which merge brought it.
  func cause(of origin: PinOrigin) -> String {
    guard let setter = origin.entry.setter(of: origin.component) else {
      return cause(origin.entry)
    }
    return cause(setter.cause, by: setter.author, setter.subject)
      + ", merged by \(shown(origin.entry.author)) in \(origin.entry.revision.abbreviated)"
  }

  /// The lines of `roller why` that say which commit set a pin.
  func setBy(_ origin: PinOrigin) -> [String] {
    let entry = origin.entry
    guard let setter = entry.setter(of: origin.component) else {
      return ["  set by       \(entry.revision) (\(cause(entry)))"]
    }
    let told = cause(setter.cause, by: setter.author, setter.subject)
    let merge = "\(shown(entry.author)): \(shown(entry.subject, 72))"
    return [
      "  set by       \(setter.revision) (\(told))",
      "  merged by    \(entry.revision) (\(merge))",
    ]
  }

  /// Under an entry of the log that is a merge: who set what it brought.
  func setters(of entry: LogEntry, only component: ComponentName?) -> [String] {
    let merged = entry.merged.filter { component.map($0.components.contains) ?? true }
    return merged.map { setter in
      let names = setter.components.map { "\($0)" }.joined(separator: ", ")
      let told = cause(setter.cause, by: setter.author, setter.subject)
      return style.dim("\(names) set by \(setter.revision.abbreviated) (\(told))")
    }
  }
}

extension MergedPins {
  var json: JSONValue {
    [
      "commit": .string("\(revision)"), "author": .string(author), "subject": .string(subject),
      "cause": cause.json, "components": .array(components.map { .string("\($0)") }),
    ]
  }
}
