import JSON

extension Form where Value == PackageRecipe {
  /// One package, `packages/<name>/package.json`.
  ///
  /// This is the only reader: what builds a package is given what `roller check` found to be good.
  static let package = Form.object(
    "a package",
    "A package that we build and ship, made by a recipe from pins and other packages. "
      + "docs/recipes.md describes how the scripts are called.",
    [
      "anyOf": [
        ["required": [.string(Key.flavour.rawValue), .string(Key.flavours.rawValue)]],
        [
          "required": .array([Key.inputs, .build, .targets].map { .string($0.rawValue) }),
          "properties": [Key.flavour.rawValue: false, Key.flavours.rawValue: false],
        ],
      ]
    ]
  ) { its in
    _ = its(.name, .folder, "The name of the package's folder.")
    let flavour = its.optional(
      .flavour, .name(of: PlainWordKind.self), "The one of \"flavours\" that is built.")
    let flavours = its.optional(
      .flavours, .entries(of: "flavours", PlainWordKind.self, .flavour, atLeast: 1),
      "Ways to make the package. The keys of the chosen one replace the same keys at the top "
        + "level.")
    let pythons = its.optional(
      .pythons, .list(of: "Pythons", .python, atLeast: 1).distinct(\.description),
      "The Pythons that the package is for. Default: every Python of each target.")
    let common = its.part()
    if flavours.cursor == nil { its.check(common) }
    let whole = flavours.value??.map { (name: $0, part: $1.over(common)) }
    for flavour in whole ?? [] { its.check(flavour.part) }
    let chosen = its.choice(flavour, among: whole?.map(\.name), of: flavours)
    let part = whole?.first { $0.name == chosen }?.part ?? common
    guard let name = its.cursor.flatMap({ PackageName($0.document.name) }),
      let inputs = try part.inputs(), let build = try part.build(),
      let targets = try part.targets()
    else { throw Unread() }
    return try PackageRecipe(
      name: name, flavour: chosen, library: part.library.value ?? nil, pythons: pythons(),
      inputs: inputs,
      needs: (part.needs.value ?? nil) ?? [],
      optionalNeeds: (part.optionalNeeds.value ?? nil) ?? [],
      plugins: (part.plugins.value ?? nil) ?? [], build: build, pack: part.pack.value ?? nil,
      check: part.check.value ?? nil,
      targets: Dictionary(targets, uniquingKeysWith: { $1 }))
  }
}

extension Members {
  /// The flavour that one word chooses; nil when there is nothing to choose.
  fileprivate func choice(
    _ flavour: Field<PlainWord?>, among names: [PlainWord]?, of flavours: Field<some Any>
  ) -> PlainWord? {
    guard let names else {
      guard flavours.cursor == nil else { return nil }
      flavour.cursor?.mistake(expected: "no flavour, as the package has no \"flavours\"")
      return nil
    }
    let known = names.map(\.description)
    guard let place = flavour.cursor else {
      _ = wrong(
        found: "\"flavours\" without \"flavour\"", expected: "the key \"flavour\"",
        hint: "choose one of: \(known.joined(separator: ", "))")
      return nil
    }
    guard let name = flavour.value ?? nil else { return nil }
    if names.contains(name) { return name }
    return place.wrong("one of \"flavours\"", hint: suggestion(for: name.description, among: known))
  }

  /// Says what a whole package lacks, wherever its parts stand.
  fileprivate func check(_ part: PackagePart) {
    if part.inputs.cursor == nil { missing(.inputs, at: part.cursor) }
    if part.build.cursor == nil { missing(.build, at: part.cursor) }
    if part.targets.cursor == nil { missing(.targets, at: part.cursor) }
    guard part.check.cursor == nil, let targets = part.targets.value ?? nil,
      targets.contains(where: { !$0.1.isBuildOnly })
    else { return }
    part.cursor?.mistake(
      found: "a package without \"check\"",
      expected: "the key \"check\", as a target is not build-only")
  }
}

extension Form where Value == PackageName {
  /// The name of the folder that the file lies in.
  fileprivate static let folder = Form(name(of: PackageKind.self).schema()) { cursor in
    let folder = cursor.document.name
    return PackageName(cursor.value.string == folder ? folder : "")
      ?? cursor.wrong("the name of the package's folder, \(quoted(folder))")
  }
}

extension Form where Value == [PackageName] {
  fileprivate static let packages = Form.list(
    of: "packages", .name(of: PackageKind.self)
  ).distinct(\.description)
}

/// What the top of a `package.json`, or one of its flavours, says of the package.
private struct PackagePart {
  let cursor: Cursor?
  let library: Field<PackageName?>
  let inputs: Field<[PackageInput]?>
  let needs: Field<[PackageName]?>
  let optionalNeeds: Field<[PackageName]?>
  let build: Field<PackageRecipe.Step?>
  let pack: Field<PackageRecipe.Step?>
  let check: Field<PackageRecipe.Step?>
  let plugins: Field<[PlainWord]?>
  let targets: Field<[(TargetName, PackageRecipe.Expectation)]?>

  /// The whole that these keys make when they replace those of `other`.
  func over(_ other: PackagePart) -> PackagePart {
    PackagePart(
      cursor: cursor, library: library.or(other.library), inputs: inputs.or(other.inputs),
      needs: needs.or(other.needs), optionalNeeds: optionalNeeds.or(other.optionalNeeds),
      build: build.or(other.build), pack: pack.or(other.pack),
      check: check.or(other.check), plugins: plugins.or(other.plugins),
      targets: targets.or(other.targets))
  }
}

extension Form where Value == PackagePart {
  fileprivate static let flavour = Form.object(
    "a flavour", as: "flavour", "One way to make the package."
  ) { $0.part() }
}

extension Members {
  /// The keys that are allowed at the top of a `package.json` and in a flavour.
  fileprivate func part() -> PackagePart {
    let library = optional(
      .library, .name(of: PackageKind.self),
      "A folder beside the package's own, without a package.json, whose code its scripts share: "
        + "/library/<name> in every step. It counts in the recipe's digest.")
    let inputs = optional(
      .inputs, .list(of: "components", .input).distinct(\.component.description),
      "The components that go into it: pinned files of an index, or sources in git, whole or by "
        + "paths.")
    let needs = optional(.needs, .packages, "The packages that must be built before it.")
    let optionalNeeds = optional(
      .optionalNeeds, .packages,
      "The packages that it needs too, with their inputs, where the schedule builds them.")
    let build = optional(
      .build, .step,
      "Makes the package. With a pack step, it does not know version and revisions, so that it runs "
        + "only when the declared content changes.")
    let pack = optional(
      .pack, .step,
      "Makes the release's files from what was built: stamps version and pins, quickly.")
    let check = optional(
      .check, .step, "Checks the built package. May be omitted only if every target is build-only.")
    let plugins = optional(
      .plugins, .list(of: "plugins", .name(of: PlainWordKind.self)).distinct(\.description),
      "The plugins that the built compiler must report to the check.")
    optional(
      .thirdParty, .relativePath,
      "The file or folder, in the package's folder, that locks the third-party wheels that a check "
        + "needs.")
    optional(
      .devices, .entries(of: "devices", PlainWordKind.self, .device),
      "How programs are compiled for each device, by IREE's name of its backend.")
    let targets = optional(
      .targets, .entries(of: "checks", TargetKind.self, .expectation),
      "The targets that the package is built for, with their checks.")
    return PackagePart(
      cursor: cursor, library: library, inputs: inputs, needs: needs,
      optionalNeeds: optionalNeeds, build: build, pack: pack, check: check, plugins: plugins,
      targets: targets)
  }
}
