import JSON

extension Form where Value == PackageInput {
  /// A component's name, or an object that names paths of it.
  static let input = Form.oneOf(name, parts) { ($0.value.object == nil ? name : parts).read($0) }

  private static let name = Form<ComponentName>.name(of: ComponentKind.self).map {
    PackageInput(component: $0)
  }

  private static let parts = Form.object("an input", as: "input", "Some of a component in git.") {
    its in
    let component = its(.component, .name(of: ComponentKind.self))
    let paths = its(
      .paths, .list(of: "paths", .relativePath, atLeast: 1),
      "The files and folders whose content decides the package: a change elsewhere builds nothing.")
    let input = try PackageInput(component: component(), paths: paths())
    for (index, path) in input.paths.enumerated() {
      let others = input.paths[..<index] + input.paths[(index + 1)...]
      let outer = others.first { path == $0 || path.hasPrefix($0 + "/") }
      guard let outer else { continue }
      paths.cursor?[index]?.mistake(
        expected: "paths outside of each other", hint: "\(quoted(outer)) has it already")
    }
    return input
  }
}

private enum StepImage: String, CaseIterable { case build, clean, compile }

extension Form where Value == PackageRecipe.Step {
  /// The step, even when parts of it are mistakes: what else is wrong with its package is said too.
  static let step = Form.object(
    "a step", as: "step", "One script, run in a container without network."
  ) { its in
    let image: Field<StepImage> = its(
      .image, .choice(),
      "build: with tools for wheels. clean: what a user has. compile: with compilers.")
    let script = its(.script, .fileName, "The script, in the package's folder.")
    let limits = its(.limits, Form<ContainerLimits>.stepLimits)
    let interpreter = its.optional(
      .interpreter,
      .text("the full path of a program in the image", ["pattern": "^/"]) {
        $0.hasPrefix("/") ? $0 : nil
      }, "The program in the image that runs the script. Default: the image's Python.")
    return PackageRecipe.Step(
      image: image.value?.rawValue ?? "", script: script.value ?? "",
      interpreter: interpreter.value ?? nil,
      limits: limits.value ?? ContainerLimits())
  }
}

extension Form where Value == ContainerLimits {
  fileprivate static let stepLimits = Form.object(
    "a step's limits", as: "limits",
    "The resources that the script may use; if it needs more, the validation is unjudged."
  ) { its in
    let standard = ContainerLimits()
    let memory = its(.memory, .whole(64...1_048_576), "Memory, in mebibytes.")
    let processes = its(.processes, .whole(16...65_536), "Processes and threads at one time.")
    let minutes = its(.minutes, .whole(1...1_440), "Wall-clock time, in minutes.")
    let disk = its(.disk, .whole(64...1_048_576), "The most that it may write, in mebibytes.")
    let cores = its.optional(
      .cpus, .whole(1...1_024), else: Int(standard.cores),
      "The most processors that it may use. Steps run in parallel as far as these limits allow.")
    let files = its.optional(
      .files, .whole(100...100_000_000), else: standard.files, "The most files that it may leave.")
    let output = its.optional(
      .output, .whole(1...1_024), else: standard.output, "The most that it may print, in mebibytes."
    )
    let temporary = its.optional(
      .temporary, .whole(1...1_048_576), else: standard.temporary,
      "The size of its /tmp, in mebibytes, which counts as memory.")
    return try ContainerLimits(
      memory: memory(), processes: processes(), cores: Double(cores()),
      time: .seconds(60 * minutes()), disk: disk(), files: files(), output: output(),
      temporary: temporary())
  }
}

extension Form where Value == Void {
  /// Read by the package's scripts.
  static let device = Form.object("a device", as: "device", "One device.") { its in
    _ = its(
      .flags,
      .list(
        of: "lists of flags, to be tried in turn",
        .list(of: "flags", .text("a flag of the compiler")), atLeast: 1),
      "Lists of compiler flags, tried in turn: spellings differ between releases.")
    its.optional(
      .runsOn, .text("the device's name in the runtime"),
      "The device's name in the runtime. Omit it if the device cannot be run here; then the "
        + "compiled program is only inspected.")
  }
}

extension Form where Value == PackageRecipe.Expectation {
  /// What a package must show on one target.
  static let expectation = Form.object(
    "a target of a package", as: "target",
    "The checks on one target. A check that did not run is red.",
    ["anyOf": .array([Key.checks, .buildOnly].map { ["required": [.string($0.rawValue)]] })]
  ) { its in
    let groups = its.optional(
      .checks, .list(of: "groups of checks", .group, atLeast: 1), "Groups of checks that must run.")
    let also = its.optional(
      .also, .list(of: "names of checks", .text("the name of a check"), atLeast: 1),
      "The checks that are run on every Python of the target but the first, which runs them all. "
        + "Default: install, version and the first program.")
    let reasons = its.optional(
      .optional,
      .entries(
        "an object with the reason for each check that may be red", keys: Schema([:]),
        .text("a reason"), { name, _ in name }),
      "The checks that may be red without making the verdict red, each with its reason.")
    let host = its.optional(
      .hostTarget, .name(of: TargetKind.self),
      "The target whose release compiles for this one, if this one's processor is emulated.")
    let isBuildOnly = its.optional(
      .buildOnly, .flag, else: false,
      "Whether the package is only built, because its checks cannot run here.")
    if try isBuildOnly() {
      groups.cursor?.mistake(expected: "no checks, as the target is build-only")
      return PackageRecipe.Expectation(checks: [], host: host.value ?? nil)
    }
    guard let place = groups.cursor else {
      throw its.wrong(
        found: "a target without \"checks\"",
        expected: "the key \"checks\", or \"build-only\": true")
    }
    let checks = try (groups() ?? []).flatMap(\.self)
    for name in reasons.cursor?.value.object?.keys ?? [] where !checks.contains(name) {
      reasons.cursor?.key(name).mistake(
        expected: "a check of \"checks\"", hint: suggestion(for: name, among: checks))
    }
    if let twice = checks.first(where: { check in checks.count { $0 == check } > 1 }) {
      place.mistake(found: "\(quoted(twice)) twice", expected: "every check once")
    }
    for (index, name) in ((also.value ?? nil) ?? []).enumerated() where !checks.contains(name) {
      also.cursor?[index]?.mistake(
        expected: "a check of \"checks\"", hint: suggestion(for: name, among: checks))
    }
    return try PackageRecipe.Expectation(
      checks: checks, also: also() ?? brief(checks), optional: Set((reasons() ?? []).map(\.0)),
      host: host.value ?? nil)
  }
}

/// Enough of `checks` to see that the package works on one more Python: that it installs, what it says
/// of itself, and one program.
private func brief(_ checks: [String]) -> [String] {
  let program = checks.first { $0.contains("/") }
  let few = checks.filter { $0 == "install" || $0 == "version" || $0 == program }
  return few.isEmpty ? checks : few
}

extension Form where Value == [String] {
  /// The names of `{"package": ["install"]}`, and the products of
  /// `{"via": "python", "programs": […], "devices": […]}`.
  fileprivate static let group = Form.oneOf(ofPackage, ofPrograms) {
    ($0[.package] == nil ? ofPrograms : ofPackage).read($0)
  }

  private static let words: Form = Form<[PlainWord]>.list(
    of: "names", .name(of: PlainWordKind.self), atLeast: 1
  ).distinct(\.description).map { $0.map(\.description) }

  private static let ofPackage = Form.object(
    "checks of the package", as: "package-checks", "Checks of the installed package itself."
  ) { its in
    let names = its(.package, words, "Their names.")
    return try names()
  }

  private static let ofPrograms = Form.object(
    "checks of programs", as: "program-checks", "Every program for every device, in one way."
  ) { its in
    let via = its(
      .via, .name(of: PlainWordKind.self), "How: through Python, the commands, or cross-compiled.")
    let programs = its(.programs, words, "Programs of the recipe.")
    let devices = its(.devices, words, "Devices of \"devices\".")
    let known = its.cursor?.packageDevices ?? []
    for device in devices.value ?? [] where !known.contains(device) {
      devices.cursor?.mistake(
        found: quoted(device), expected: "a device of \"devices\"",
        hint: suggestion(for: device, among: known))
    }
    let word = try via()
    return try devices().flatMap { device in try programs().map { "\($0)/\(device)/\(word)" } }
  }
}

extension Cursor {
  /// The devices that the package says how to compile for, at its top or in a flavour.
  fileprivate var packageDevices: [String] {
    let package = Cursor(document, findings: findings)
    let flavours = package[.flavours].map { flavours in
      (flavours.value.object?.keys ?? []).compactMap { flavours[$0] }
    }
    return ([package] + (flavours ?? [])).flatMap { $0[.devices]?.value.object?.keys ?? [] }
  }
}
