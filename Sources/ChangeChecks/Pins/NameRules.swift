import ReleaseModel

/// A label and a date are for people, and every report shows them: they must be those of the revision.
struct NameRules {
  let before: VersionInfo?
  let after: VersionInfo
  /// By component; those whose pins stayed as they were are missing.
  let answers: [ComponentName: UpstreamAnswer]

  var findings: CheckFindings {
    var findings = CheckFindings()
    for (component, answer) in answers.sorted(by: { $0.key < $1.key }) {
      guard case .git(let pin)? = after.pins[component] else { continue }
      check(component, pin, answer.label, &findings)
      if let date = pin.date, let day = answer.day, date != day {
        findings.mistakes.append(otherDay(component, pin, date, day))
      }
    }
    return findings
  }

  private func check(
    _ component: ComponentName, _ pin: GitPin, _ label: UpstreamAnswer.Label,
    _ findings: inout CheckFindings
  ) {
    guard let name = pin.label else { return }
    switch label {
    case .unknown: break
    case .tag(let commits):
      guard !commits.contains(pin.revision), let commit = commits.last else { return }
      findings.mistakes.append(otherCommit(component, pin, name, commit))
    case .noSuchTag:
      // Upstreams delete tags, so a label that came with its revision may have been one.
      if cameWithRevision(component, pin) {
        findings.notes.append("upstream has no tag \(plain(name)), which \(component) is called by")
      } else {
        findings.mistakes.append(noTag(component, pin, name))
      }
    }
  }

  private func cameWithRevision(_ component: ComponentName, _ pin: GitPin) -> Bool {
    guard case .git(let old)? = before?.pins[component] else { return true }
    return old.label != pin.label && old.revision != pin.revision
  }
}

// What is said.
extension NameRules {
  private func otherCommit(
    _ component: ComponentName, _ pin: GitPin, _ name: String, _ commit: Revision
  ) -> Mistake {
    Mistake(
      file: VersionInfo.path, place: after.place(of: component, key: "label"),
      found:
        "\(component) at \(pin.revision) called \(quoted(name)), which is the tag of \(commit)",
      expected: "the tag of the pinned revision, or no label", hint: hint(component, pin))
  }

  private func noTag(_ component: ComponentName, _ pin: GitPin, _ name: String) -> Mistake {
    Mistake(
      file: VersionInfo.path, place: after.place(of: component, key: "label"),
      found:
        "\(component) at \(pin.revision) called \(quoted(name)), which is not a tag of upstream",
      expected: "the tag of the pinned revision, or no label", hint: hint(component, pin))
  }

  private func otherDay(
    _ component: ComponentName, _ pin: GitPin, _ date: CalendarDate, _ day: CalendarDate
  ) -> Mistake {
    Mistake(
      file: VersionInfo.path, place: after.place(of: component, key: "date"),
      found: "\(quoted("\(date)")) as the date of \(component) at \(pin.revision)",
      expected: "\(quoted("\(day)")), the commit's day in UTC, or no date",
      hint: hint(component, pin))
  }

  private func hint(_ component: ComponentName, _ pin: GitPin) -> String {
    "roller pin \(component)@\(pin.revision.abbreviated) writes revision, label and date together"
  }
}
