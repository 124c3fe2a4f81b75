import JSON

/// Reads one schedule, `schedules/<name>.json`.
struct ScheduleReader {
  let name: ScheduleName

  func schedule(_ cursor: Cursor) -> Schedule? {
    guard let members = cursor.members(.schedule) else { return nil }
    let why = why(members)
    let when = members["when"].flatMap(when)
    let rolls = members["rolls"]?.list(atLeast: 1, of: "rolls", roll)
    let together = together(members["together"])
    let targets = members["targets"]?.list(atLeast: 1, of: "targets") { cursor in
      cursor.name(of: TargetKind.self)
    }
    let packages = packages(members["packages"])
    let land = members["land"].flatMap(LandingReader().landing)
    let branch = LandingReader().branch(members["branch"])
    let required = LandingReader().required(members["required"])
    let patience =
      members["patience"].map(DurationReader.patience.seconds) ?? Schedule.standardPatience
    let preRelease = members["pre-release"]?.flag()
    let limits = members["limits"].map(LimitsReader().limits) ?? .standard
    let missing = missing(members, cursor)
    guard let why, let when, let rolls, let together, let targets, let packages, let land,
      let preRelease, let limits, let missing, let branch, let required, let patience
    else { return nil }
    return Schedule(
      name: name, why: why, when: when, rolls: rolls, together: together, targets: targets,
      packages: packages, land: land, preRelease: preRelease, limits: limits, branch: branch,
      required: required, patience: patience, missing: missing)
  }

  /// What is missing, `.some(nil)` for an enabled schedule, and nil after a mistake.
  private func missing(_ members: Members, _ cursor: Cursor) -> String?? {
    let isEnabled = members["enabled"].map { $0.flag() } ?? true
    let missing = members["missing"].map { ($0, $0.text()) }
    guard let isEnabled else { return nil }
    switch (isEnabled, missing) {
    case (true, nil): return .some(nil)
    case (false, (_, let text)?): return text.map(Optional.some)
    case (true, (let place, _)?):
      place.mistake(
        found: "\"missing\" in an enabled schedule",
        expected: "\"missing\" only where \"enabled\" is false")
      return nil
    case (false, nil):
      cursor.mistake(
        found: "a disabled schedule without a reason", expected: "the key \"missing\"",
        hint: "say what is missing before it can roll")
      return nil
    }
  }

  /// The packages that are named, `.some(nil)` when none are, and nil after a mistake.
  private func packages(_ cursor: Cursor?) -> [PackageName]?? {
    guard let cursor else { return .some(nil) }
    return cursor.list(atLeast: 1, of: "packages") { $0.name(of: PackageKind.self) }
      .map(Optional.some)
  }

  private func why(_ members: Members) -> String? {
    guard let cursor = members["why"] else { return "" }
    return cursor.text()
  }

  private func when(_ cursor: Cursor) -> Cron? {
    guard let members = cursor.members(.when) else { return nil }
    _ = members["why"]?.text()
    let expression = members["cron"]?.text()
    let zone = members["timezone"]?.text()
    guard let expression, let zone else { return nil }
    do throws(CronFaults) {
      return try Cron(expression: expression, timeZone: zone)
    } catch {
      for fault in error.all {
        let place = fault.part == .expression ? members["cron"] : members["timezone"]
        place?.mistake(found: fault.found, expected: fault.expected, hint: fault.hint)
      }
      return nil
    }
  }

  private func roll(_ cursor: Cursor) -> ScheduledRoll? {
    guard let members = cursor.members(.roll) else { return nil }
    let why = why(members)
    let component = members["component"]?.name(of: ComponentKind.self)
    let source = members["source"].flatMap(SourceReader().source)
    let paths = members["paths"].map(paths) ?? []
    let green = members["green"].map(green)
    guard let why, let component, let source, let paths else { return nil }
    if case .some(nil) = green { return nil }
    return ScheduledRoll(
      component: component, source: source, why: why, paths: paths, green: green ?? nil)
  }

  private func paths(_ cursor: Cursor) -> [String]? {
    cursor.list(atLeast: 1, of: "files and folders") { $0.relativePath() }
  }

  private func green(_ cursor: Cursor) -> GreenMark? {
    guard let members = cursor.members(.greenMark) else { return nil }
    _ = members["why"]?.text()
    return members["tags"]?.tagPattern().map { .tags($0) }
  }

  private func together(_ cursor: Cursor?) -> [[ComponentName]]? {
    guard let cursor else { return [] }
    return cursor.list(of: "groups of components") { group in
      group.list(atLeast: 2, of: "components") { $0.name(of: ComponentKind.self) }
    }
  }
}
