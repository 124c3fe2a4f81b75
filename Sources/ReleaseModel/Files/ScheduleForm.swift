extension Form where Value == Schedule {
  /// One schedule, `schedules/<name>.json`.
  static let schedule = Form.object(
    "a schedule",
    "A named policy: which components move, from which sources, when, on which targets they are "
      + "validated, and how they land. The file's name is the schedule's name, and names its "
      + "branch: roll/<name>."
  ) { its in
    let when = its(.when, .when)
    let rolls = its(
      .rolls, .list(of: "rolls", .roll, atLeast: 1), "The components that move, each once.")
    let targets = its(
      .targets,
      .list(of: "targets", .name(of: TargetKind.self), atLeast: 1).distinct(\.description),
      "The enabled targets that a pin set must be green on.")
    let land = its(.land, .landing)
    let preRelease = its(
      .preRelease, .flag, "Whether each landed roll is tagged and published as a pre-release.")
    let isEnabled = its.optional(
      .enabled, .flag, else: true,
      "False if the schedule can be planned but not rolled; then \"missing\" gives the reason.")
    let missing = its.optional(
      .missing, .text(), "The reason why the schedule cannot be enabled yet.")
    let together = its.optional(
      .together,
      .list(
        of: "groups of components",
        .list(of: "components", .name(of: ComponentKind.self), atLeast: 2)), else: [],
      "Groups of components that always move together. Usually omitted: the search finds "
        + "components that clash, and the report names them.")
    let packages = its.optional(
      .packages,
      .list(of: "packages", .name(of: PackageKind.self), atLeast: 1).distinct(\.description),
      "The packages that a pin set must build and pass; the packages that they need are added. "
        + "Default: every folder of packages/.")
    let limits = its.optional(.limits, .limits, else: .standard)
    let branch = its.optional(
      .branch, .landingBranch, "The branch to roll. Default: the repository's default branch.")
    let required = its.optional(
      .required, .list(of: "required checks", .requiredCheck), else: [],
      "Checks that must be success on the roll's commit before it lands, in addition to those that "
        + "the branch requires.")
    let patience = its.optional(
      .patience, .patience, else: Schedule.standardPatience,
      "How long a night waits for required checks and for the forge's merge, at most 12 hours; "
        + "then the next night continues with the same commit.")
    let reason = try its.reason(missing, isEnabled: isEnabled, "schedule", "it can roll")
    guard let name = its.cursor.flatMap({ ScheduleName($0.document.name) }) else { throw Unread() }
    return try Schedule(
      name: name, why: its.why() ?? "", when: when(), rolls: rolls(),
      together: together(), targets: targets(), packages: packages(), land: land(),
      preRelease: preRelease(), limits: limits(), branch: branch(), required: required(),
      patience: patience(), missing: reason)
  }
}

extension Form where Value == Cron {
  fileprivate static let when = Form.object(
    "a time", as: "when", "When the schedule is due. A missed slot is caught up once."
  ) { its in
    let expression = its(
      .cron, .text(),
      "The five fields of crontab(5): minute, hour, day of the month, month, day of the week. Where "
        + "clocks change, a skipped time is due right after the gap, and a repeated time is due "
        + "only once.")
    let zone = its(.timezone, .text(), "UTC, or an IANA name such as America/Los_Angeles.")
    do { return try Cron(expression: expression(), timeZone: zone()) } catch let error as CronFaults
    {
      for fault in error.all {
        let place = fault.part == .expression ? expression.cursor : zone.cursor
        place?.mistake(found: fault.found, expected: fault.expected, hint: fault.hint)
      }
      throw Unread()
    }
  }
}

extension Form where Value == ScheduledRoll {
  fileprivate static let roll = Form.object("a roll", as: "roll", "One component that moves.") {
    its in
    let component = its(
      .component, .name(of: ComponentKind.self),
      "A component of components.json that version_info.json pins.")
    let source = its(.source, .source)
    let paths = its.optional(
      .paths, .list(of: "files and folders", .relativePath, atLeast: 1).distinct { $0 }, else: [],
      "With the source head: only commits that touch one of these files or folders are candidates.")
    let green = its.optional(.green, .greenMark)
    return try ScheduledRoll(
      component: component(), source: source(), why: its.why() ?? "", paths: paths(), green: green()
    )
  }
}

extension Form where Value == GreenMark {
  fileprivate static let greenMark = Form.object(
    "upstream's green mark", as: "green",
    "With the source head: only commits that upstream itself marked as good are candidates."
  ) { its in
    let tags = its(
      .tags, .tagPattern, "The pattern of the tags that mark them; '*' matches anything: iree-*rc*."
    )
    return .tags(try tags())
  }
}
