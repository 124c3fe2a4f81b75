import JSON

/// Reads what a package must show on one target.
struct RecipeTargetReader {
  /// The devices that the package says how to compile for.
  let devices: [String]

  /// Nil when it is not well described.
  func expectation(_ cursor: Cursor) -> PackageRecipe.Expectation? {
    guard let members = cursor.members(.recipeTarget) else { return nil }
    _ = members["why"]?.text()
    let host: TargetName? = members["host-target"]?.name()
    let isBuildOnly = members["build-only"].map { $0.flag() } ?? false
    guard let isBuildOnly else { return nil }
    if isBuildOnly {
      members["checks"]?.mistake(expected: "no checks, as the target is build-only")
      return PackageRecipe.Expectation(checks: [], optional: [], host: host, isBuildOnly: true)
    }
    guard let list = members["checks"] else {
      return cursor.wrong(
        "the key \"checks\", or \"build-only\": true", found: "a target without \"checks\"")
    }
    let groups = list.list(atLeast: 1, of: "groups of checks", group)
    let checks = (groups ?? []).flatMap(\.self)
    let optional = members["optional"].map { self.optional($0, of: groups == nil ? nil : checks) }
    guard groups != nil, let optional = optional ?? [] else { return nil }
    if let twice = checks.first(where: { check in checks.count { $0 == check } > 1 }) {
      list.mistake(found: "\(quoted(twice)) twice", expected: "every check once")
    }
    return PackageRecipe.Expectation(
      checks: checks, optional: optional, host: host, isBuildOnly: false)
  }

  /// The names of `{"package": ["install"]}`, and the products of
  /// `{"via": "python", "programs": […], "devices": […]}`.
  private func group(_ cursor: Cursor) -> [String]? {
    guard cursor.value.object?["package"] != nil else { return programs(cursor) }
    guard let members = cursor.members(.packageChecks) else { return nil }
    _ = members["why"]?.text()
    return members["package"].flatMap(words)
  }

  private func programs(_ cursor: Cursor) -> [String]? {
    guard let members = cursor.members(.programChecks) else { return nil }
    _ = members["why"]?.text()
    let via = members["via"]?.name(of: PlainWordKind.self)
    let programs = members["programs"].flatMap(words)
    let used = members["devices"].flatMap(words)
    for device in used ?? [] where !devices.contains(device) {
      members["devices"]?.mistake(
        found: quoted(device), expected: "a device of \"devices\"",
        hint: suggestion(for: device, among: devices))
    }
    guard let via, let programs, let used else { return nil }
    return used.flatMap { device in programs.map { "\($0)/\(device)/\(via)" } }
  }

  private func words(_ cursor: Cursor) -> [String]? {
    let words = cursor.list(atLeast: 1, of: "names") { $0.name(of: PlainWordKind.self) }
    guard let words else { return nil }
    cursor.checkDistinct(words) { cursor.at(String($0)) }
    return words.map(\.description)
  }

  /// The checks that may be red, each of which has a reason and is among `checks`, if these are known.
  private func optional(_ cursor: Cursor, of checks: [String]?) -> Set<String>? {
    guard let object = cursor.value.object else {
      return cursor.wrong("an object with the reason for each check that may be red")
    }
    let reasons = object.map { cursor.member($0, $1).text(expected: "a reason") }
    for name in object.keys {
      guard let checks, !checks.contains(name) else { continue }
      cursor.key(name).mistake(
        expected: "a check of \"checks\"", hint: suggestion(for: name, among: checks))
    }
    return reasons.contains(nil) ? nil : Set(object.keys)
  }
}
