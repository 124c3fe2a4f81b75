extension Form where Value == Schedule {
  /// One schedule, `schedules/<name>.json`.
  static let schedule = Form.object(
    "a schedule",
    "A named policy: which components move, from which sources, when, on which targets they are "
      + "validated, and how they land. The file's name is the schedule's name, and names its "
      + "branch: roll/<name>."
  ) { object in
    let when = object.required(.when, .when)
    let rolls = object.required(
      .rolls, .list(of: "rolls", .roll, atLeast: 1), "The components that move, each once.")
    let targets = object.required(
      .targets,
      .list(of: "targets", .name(of: TargetKind.self), atLeast: 1).distinct(\.description),
      "The enabled targets that a pin set must be green on.")
    let land = object.required(.land, .landing)
    let preRelease = object.required(
      .preRelease, .flag, "Whether each landed roll is tagged and published as a pre-release.")
    object.schema()
    let why = object.why()
    let isEnabled = object.optional(
      .enabled, .flag, else: true,
      "False if the schedule can be planned but not rolled; then \"missing\" gives the reason.")
    let missing = object.optional(
      .missing, .text(), "The reason why the schedule cannot be enabled yet.")
    let together = object.optional(
      .together,
      .list(
        of: "groups of components",
        .list(of: "components", .name(of: ComponentKind.self), atLeast: 2)), else: [],
      "Groups of components that always move together. Usually omitted: the search finds "
        + "components that clash, and the report names them.")
    let packages = object.optional(
      .packages,
      .list(of: "packages", .name(of: PackageKind.self), atLeast: 1).distinct(\.description),
      "The packages that a pin set must build and pass; the packages that they need are added. "
        + "Default: every folder of packages/.")
    let limits = object.optional(.limits, .limits, else: .standard)
    let branch = object.optional(
      .branch, .landingBranch, "The branch to roll. Default: the repository's default branch.")
    let required = object.optional(
      .required, .list(of: "required checks", .requiredCheck), else: [],
      "Checks that must be success on the roll's commit before it lands, in addition to those that "
        + "the branch requires.")
    let patience = object.optional(
      .patience, .patience, else: Schedule.standardPatience,
      "How long a night waits for required checks and for the forge's merge, at most 12 hours; "
        + "then the next night continues with the same commit.")
    let reason = try object.reason(missing, isEnabled: isEnabled, "schedule", "it can roll")
    return try Schedule(
      name: object.fileName(), why: why() ?? "", when: when(), rolls: rolls(),
      together: together(), targets: targets(), packages: packages(), land: land(),
      preRelease: preRelease(), limits: limits(), branch: branch(), required: required(),
      patience: patience(), missing: reason)
  }
}

extension Members {
  /// The name that `name.json` or `name/package.json` gives to what it describes.
  func fileName<Kind>() throws(Unread) -> Name<Kind> {
    let steps = (cursor?.document.file ?? "").split(separator: "/")
    let isPackage = steps.last == "package.json"
    let name = steps.dropLast(isPackage ? 1 : 0).last.map(String.init) ?? ""
    guard let name = Name<Kind>(isPackage ? name : String(name.dropLast(".json".count))) else {
      throw Unread()
    }
    return name
  }
}

extension Form where Value == Cron {
  fileprivate static let when = Form.object(
    "a time", as: "when", "When the schedule is due. A missed slot is caught up once."
  ) { object in
    let expression = object.required(
      .cron, .text(),
      "The five fields of crontab(5): minute, hour, day of the month, month, day of the week. Where "
        + "clocks change, a skipped time is due right after the gap, and a repeated time is due "
        + "only once.")
    let zone = object.required(
      .timezone, .text(), "UTC, or an IANA name such as America/Los_Angeles.")
    object.why()
    do {
      return try Cron(expression: expression(), timeZone: zone())
    } catch let error as CronFaults {
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
    object in
    let component = object.required(
      .component, .name(of: ComponentKind.self),
      "A component of components.json that version_info.json pins.")
    let source = object.required(.source, .source)
    let why = object.why()
    let paths = object.optional(
      .paths, .list(of: "files and folders", .relativePath, atLeast: 1).distinct(\.self), else: [],
      "With the source head: only commits that touch one of these files or folders are candidates.")
    let green = object.optional(.green, .greenMark)
    return try ScheduledRoll(
      component: component(), source: source(), why: why() ?? "", paths: paths(), green: green())
  }
}

extension Form where Value == GreenMark {
  fileprivate static let greenMark = Form.object(
    "upstream's green mark", as: "green",
    "With the source head: only commits that upstream itself marked as good are candidates."
  ) { object in
    let tags = object.required(
      .tags, .tagPattern,
      "The pattern of the tags that mark them; '*' matches anything: iree-*rc*.")
    object.why()
    return .tags(try tags())
  }
}
