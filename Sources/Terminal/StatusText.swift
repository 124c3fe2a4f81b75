import Desk
import JSON
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

/// What the forge holds, for `roller status`.
package struct StatusText: Sendable {
  private let status: ForgeStatus
  private let style: Style

  package init(_ status: ForgeStatus, _ style: Style) {
    self.status = status
    self.style = style
  }

  package var text: String {
    let open = MatterText(style: style, now: status.now).text(of: status.matters)
    let parts = [pins] + status.schedules.map(roll)
    return (parts + [verdictCount(status.evidence)] + [open].compactMap(\.self)).joined(
      separator: "\n\n")
  }

  private var pins: String {
    guard let info = status.info else {
      return style.red(
        "main's configuration cannot be read; run `roller check` in a checkout of main")
    }
    let width = info.pins.components.map { "\($0)".count }.max() ?? 0
    let lines = info.pins.components.map { name in
      "  \(name)" + String(repeating: " ", count: width - "\(name)".count + 2)
        + (info.pins[name].map { UntrustedText($0.label).terminal(limit: 80) } ?? "")
    }
    return style.bold("main leads to \(info.packageVersion)") + "\n"
      + lines.joined(separator: "\n")
  }

  private func roll(_ standing: ForgeStatus.Standing) -> String {
    let (name, facts) = (standing.name, standing.facts)
    var lines = [style.bold("schedule \(name)")]
    let last = facts.history.first { $0.roll?.schedule == name }
    if let last {
      lines.append("  last landed   \(last.revision.abbreviated) \(last.committed.minute) UTC")
      lines.append("                \(UntrustedText(last.roll?.subject ?? "").terminal())")
    } else {
      lines.append("  last landed   nothing in the last \(facts.history.count) commits")
    }
    if let open = facts.pullRequests.first(where: { $0.state == .open }) {
      lines.append("  open          #\(open.number) \(UntrustedText(open.title).terminal())")
      lines += [waiting(open, standing.awaited)].compactMap(\.self)
      lines.append("                \(open.page)")
    }
    if let release = facts.releases.first(where: { !$0.isDraft }) {
      lines.append("  last release  \(release.tag), \(release.assets.count) files")
      lines.append("                \(release.page)")
    }
    return lines.joined(separator: "\n")
  }

  private func waiting(_ open: PullRequestFacts, _ awaited: String?) -> String? {
    let age = open.opened.flatMap { since in
      Matter(name: "", found: "", since: since, remedy: "").age(at: status.now)
    }
    let parts = [
      awaited.map { "waits for \(UntrustedText($0).terminal(limit: 300))" },
      age.map { "open for \($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : "                " + parts.joined(separator: "; ")
  }
}

extension ForgeStatus {
  /// Whether it names addresses that somebody may want to open.
  package var hasPages: Bool {
    schedules.contains { schedule in
      schedule.facts.pullRequests.contains { $0.state == .open }
        || schedule.facts.releases.contains { !$0.isDraft }
    }
  }

  /// The same as data, with how the checkout stands to the forge.
  package func json(with checkout: CheckoutStanding?) -> JSONValue {
    guard let checkout, var members = json.object else { return json }
    members["checkout"] = checkout.json
    return .object(members)
  }

  var json: JSONValue {
    [
      "pins": .object(
        JSONObject(
          (info?.pins.components ?? []).compactMap { name in
            info?.pins[name].map { ("\(name)", $0.json()) }
          })),
      "schedules": .object(
        JSONObject(schedules.map { ("\($0.name)", Self.json(of: $0)) })),
      "evidence": .integer(Int64(evidence.count)),
      "matters": .array(matters.map(\.json)),
    ]
  }

  private static func json(of standing: Standing) -> JSONValue {
    let (name, facts) = (standing.name, standing.facts)
    let last = facts.history.first { $0.roll?.schedule == name }
    let open = facts.pullRequests.first { $0.state == .open }
    return [
      "main": .string("\(facts.main.revision)"),
      "last-landed": last.map { .string("\($0.revision)") } ?? .null,
      "open": open.map { .integer(Int64($0.number)) } ?? .null,
      "opened": open?.opened.map { .string("\($0)") } ?? .null,
      "waits-for": standing.awaited.map { .string($0) } ?? .null,
      "last-release": facts.releases.first { !$0.isDraft }.map { .string($0.tag) } ?? .null,
    ]
  }
}
