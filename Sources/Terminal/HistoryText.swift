import Digest
import JSON
import ReleaseModel
import ReleaseRepository
import RollPlanning
import SafeText

/// The words in which `roller log`, `why`, `blame` and `when` tell the history.
package struct HistoryText: Sendable {
  let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  /// One entry of the log, of `component` alone when one is named.
  package func entry(_ entry: LogEntry, of component: ComponentName? = nil) -> String {
    let mark = style.yellow(entry.revision.abbreviated)
    let head = "\(mark)  \(entry.when.minute)  \(style.bold(cause(entry)))"
    let tags = entry.releases.map { style.green("\($0)") }
    let moves = moves(of: entry, only: component).map { "            " + $0 }
    let setters = setters(of: entry, only: component).map { "            " + $0 }
    return ([([head] + tags).joined(separator: "  ")] + moves + setters + validated(entry))
      .joined(separator: "\n")
  }

  /// Who or what set it.
  func cause(_ entry: LogEntry) -> String {
    cause(entry.cause, by: entry.author, entry.subject)
  }

  func label(_ pin: Pin?) -> String { pin.map { shown($0.label, 60) } ?? "nothing" }

  func shown(_ text: String, _ limit: Int = 40) -> String {
    UntrustedText(text).terminal(limit: limit)
  }

  private func moves(of entry: LogEntry, only component: ComponentName?) -> [String] {
    let bumps = entry.bumps.filter { component == nil || $0.component == component }
    let width = bumps.map { "\($0.component)".count }.max() ?? 0
    var lines = bumps.map { bump in
      "\(bump.component)".padded(to: width) + "  \(label(bump.from)) → \(label(bump.to))"
    }
    let names = { (names: [ComponentName]) in names.map { "\($0)" }.joined(separator: ", ") }
    let added = entry.added.filter { component == nil || $0 == component }
    let removed = entry.removed.filter { component == nil || $0 == component }
    if !added.isEmpty { lines.append("pinned for the first time: \(names(added))") }
    if !removed.isEmpty { lines.append("no longer pinned: \(names(removed))") }
    if let version = entry.version { lines.append("leads to version \(version)") }
    if entry.pins == nil {
      lines.append(style.red("its version_info.json cannot be read; run `roller check` to see why"))
    }
    return lines
  }

  private func validated(_ entry: LogEntry) -> [String] {
    guard case .roll(let message) = entry.cause, !message.validated.isEmpty else { return [] }
    let records = message.validated.map {
      "\($0.target) \($0.evidence.hexadecimal.prefix(12))"
    }
    return ["            " + style.dim("validated: " + records.joined(separator: ", "))]
  }
}

extension HistoryText {
  /// `roller why`: the whole story of one pin.
  package func why(_ origin: PinOrigin, evidence: [Evidence]) -> String {
    let entry = origin.entry
    var lines = [
      "\(style.bold("\(origin.component)")) is pinned to \(style.bold(label(origin.pin)))",
      "  \(origin.pin.identity)",
      "  before       \(label(origin.before))",
    ]
    lines +=
      setBy(origin) + [
        "  on           \(entry.when.minute) UTC"
      ]
    if !entry.releases.isEmpty {
      lines.append("  released as  " + entry.releases.map { "\($0)" }.joined(separator: ", "))
    }
    return (lines + self.evidence(entry, evidence)).joined(separator: "\n")
  }

  private func evidence(_ entry: LogEntry, _ records: [Evidence]) -> [String] {
    guard case .roll(let message) = entry.cause else {
      return ["  evidence     none recorded"]
    }
    let isSame = message.pinSet == entry.pins?.digest
    let note = "  note         main's pins are not the validated ones: the merge changed them"
    return (isSame ? [] : [note])
      + message.validated.map { validated in
        let start = "  evidence     \(validated.target) \(validated.evidence)"
        guard let record = records.first(where: { $0.digest == validated.evidence }) else {
          return start + "\n               not in this clone; run git fetch origin"
            + " refs/roller/evidence:refs/roller/evidence"
        }
        let passed = record.checks.count(where: \.passed)
        return start + "\n               \(passed) of \(record.checks.count) checks passed,"
          + " \(record.when.minute) UTC, took \(record.milliseconds.milliseconds)"
      }
  }
}

extension LogEntry {
  package var json: JSONValue {
    [
      "commit": .string("\(revision)"), "when": .string("\(when)"), "author": .string(author),
      "subject": .string(subject), "cause": cause.json,
      "merged": .array(merged.map(\.json)),
      "bumps": .array(
        bumps.map { $0.json() }),
      "added": .array(added.map { .string("\($0)") }),
      "removed": .array(removed.map { .string("\($0)") }),
      "version": version.map { .string("\($0)") } ?? .null,
      "releases": .array(releases.map { .string("\($0)") }),
    ]
  }
}

extension LogEntry.Cause {
  var json: JSONValue {
    switch self {
    case .roll(let message):
      [
        "is": "roll", "schedule": .string("\(message.schedule)"),
        "slot": .string("\(message.slot)"), "pin-set": .string("\(message.pinSet)"),
        "validated": .object(
          JSONObject(message.validated.map { ("\($0.target)", .string("\($0.evidence)")) })),
      ]
    case .revert(let revision): ["is": "revert", "of": .string("\(revision)")]
    case .person: ["is": "person"]
    }
  }
}

extension PinOrigin {
  package var json: JSONValue {
    [
      "component": .string("\(component)"), "pin": pin.json(),
      "before": before?.json() ?? .null,
      "set-by": entry.json,
    ]
  }
}

extension Timestamp {
  /// `2026-11-22 04:00`, in UTC.
  var minute: String { String(description.prefix(16)).replacing("T", with: " ") }
}

extension String {
  /// This text with spaces up to `width` characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
