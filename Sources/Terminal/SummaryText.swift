import JSON
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

/// What a night did, for the person who asked for it.
package struct SummaryText {
  private let summary: NightSummary
  private let style: Style
  private let now: Timestamp

  package init(_ summary: NightSummary, style: Style, now: Timestamp) {
    self.summary = summary
    self.style = style
    self.now = now
  }

  package func text(explaining: Bool) -> String {
    let parts = [
      headline, finished, standings, examination, builds, explaining ? story : nil, landed, files,
      MatterText(style: style, now: now).text(of: summary.matters), stages,
    ]
    return parts.compactMap(\.self).joined(separator: "\n\n")
  }

  private var headline: String {
    switch summary.outcome {
    case .nothingNewer:
      style.bold(
        isResting
          ? "Nothing newer may move; nothing was changed."
          : "No newer revisions; nothing was changed.")
    case .nothingGreen:
      style.bold(style.red("Newer revisions exist, but none of them is green."))
    case .planned: style.bold("This is what a roll would try; nothing was changed.")
    case .landed: style.bold(style.green("Landed \(summary.roll.map { "\($0.version)" } ?? "")."))
    case .waitsForPerson(let number):
      style.bold(style.yellow("Pull request #\(number) is green and waits for a person."))
    case .stopped(let stop):
      style.bold(style.yellow("Not landed: \(UntrustedText("\(stop)").terminal(limit: 400))"))
        + "\n  hint: \(UntrustedText(stop.remedy).terminal(limit: 400))"
    case .tryLater(let because):
      style.bold(style.yellow("Try later: \(UntrustedText(because).terminal(limit: 400))"))
    }
  }

  /// Whether something newer may be there that is not to be had tonight.
  private var isResting: Bool {
    summary.report?.standings.contains { $0.standing.rest { $0 } != nil } ?? false
  }

  private var finished: String? {
    summary.finished.map { "An earlier night landed \($0); its release is complete now." }
  }

  private var standings: String? {
    guard let report = summary.report else { return nil }
    let width = report.standings.map { "\($0.component)".count }.max() ?? 0
    let lines = report.standings.map { entry in
      let name = "\(entry.component)"
      return "  " + name + String(repeating: " ", count: width - name.count + 2)
        + StandingText(style: style, arrow: arrow).text(of: entry.standing)
    }
    return (lines + noCandidates(among: report)).joined(separator: "\n")
  }

  /// The revisions that cannot be chosen; those of a component that lack the same are one line.
  private func noCandidates(among report: RollReport) -> [String] {
    var alike: [[String]: [SkippedRevision]] = [:]
    var order: [[String]] = []
    for (component, revision) in report.skipped {
      // Names of files have the version's numbers, and those of other Pythons.
      let reason = revision.why.prefix { $0 != "(" }.filter { !$0.isNumber && $0 != "." }
      let kind = ["\(component)", reason]
      if alike[kind] == nil { order.append(kind) }
      alike[kind, default: []].append(revision)
    }
    return order.compactMap { kind in
      guard let all = alike[kind], let first = all.first, let last = all.last else { return nil }
      let names = [first, last].prefix(all.count).map {
        UntrustedText($0.label).terminal(limit: 60)
      }
      let count = all.count > 2 ? " (\(all.count) revisions)" : ""
      return style.dim(
        "  not a candidate: \(kind[0]) " + names.joined(separator: all.count > 2 ? " to " : ", ")
          + count + ": " + UntrustedText(last.why).terminal(limit: 160))
    }
  }

  /// What a plan would put its pin sets through.
  private var examination: String? {
    guard summary.outcome == .planned, let examination = summary.examination else { return nil }
    let packages = examination.packages.map(\.description).joined(separator: ", ")
    return "  Each pin set builds and runs \(packages.isEmpty ? "no package" : packages)\n  on "
      + examination.targets.map(\.description).joined(separator: " and ")
      + style.dim("; at most \(examination.validations) validations a night")
  }

  /// What tonight's validations built and reused.
  private var builds: String? {
    guard let report = summary.report, let text = report.builds.text else { return nil }
    let count = report.validations.count { !$0.isRemembered }
    return "  \(count) validations: \(text)"
  }

  private var arrow: String { summary.outcome == .planned ? "⇢" : "→" }

  private var story: String? {
    guard !summary.story.isEmpty else { return nil }
    let lines = summary.story.map { "  " + UntrustedText($0).terminal(limit: 400) }
    return style.bold("The search") + "\n" + lines.joined(separator: "\n")
  }

  private var landed: String? {
    var lines: [String] = []
    if let roll = summary.roll {
      let checks = roll.evidence.map { record in
        "\(record.subject.target) (\(record.checks.count) checks, "
          + "\(record.milliseconds.milliseconds))"
      }
      lines.append("  validated     " + checks.joined(separator: ", "))
      lines.append("  commit        \(roll.commit)")
    }
    if let pull = summary.pullRequest {
      lines.append("  pull request  #\(pull.number) \(pull.title)")
      lines.append("                \(pull.page)")
    }
    if let roll = summary.roll { lines.append("  tag           \(ReleaseTag(roll.version))") }
    if let release = summary.release { lines.append("  release       \(release.page)") }
    guard !lines.isEmpty else { return nil }
    let body = summary.pullRequest.map { pull in
      "\n\n" + style.bold("Pull request #\(pull.number)") + "\n"
        + unfolded(pull.body).map { "  │ " + $0 }.joined(separator: "\n")
    }
    return lines.joined(separator: "\n") + (body ?? "")
  }

  /// The body as a reviewer sees it first: folded parts closed, comments gone.
  private func unfolded(_ body: String) -> [String] {
    var lines: [String] = []
    var isFolded = false
    for line in UntrustedText.lines(body) where !line.hasPrefix("<!--") {
      if line.hasPrefix("<details><summary>") {
        isFolded = true
        let title = line.dropFirst("<details><summary>".count).prefix { $0 != "<" }
        lines.append("▸ \(title)")
      } else if line.hasPrefix("</details>") {
        isFolded = false
      } else if !isFolded {
        lines.append(line)
      }
    }
    return lines.trimmed
  }

  private var files: String? {
    guard let release = summary.release, !release.assets.isEmpty else { return nil }
    let width = release.assets.map(\.size.bytes.count).max() ?? 0
    let lines = release.assets.map { asset in
      "  " + style.dim(asset.size.bytes.padded(to: width)) + "  " + asset.name
    }
    return style.bold("Files") + "\n" + lines.joined(separator: "\n")
  }

  private var stages: String? {
    guard !summary.stages.isEmpty else { return nil }
    let parts = summary.stages.map { "\($0.stage) \($0.milliseconds.milliseconds)" }
    let total = summary.stages.reduce(0) { $0 + $1.milliseconds }
    return style.dim("  " + parts.joined(separator: " · ") + " · total \(total.milliseconds)")
  }
}
