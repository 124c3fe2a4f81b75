import JSON

/// Reads what a package must show on one target.
struct RecipeTargetReader {
  /// The devices that the package says how to compile for.
  let devices: [String]

  /// Whether the package is only built for the target; nil when it is not well described.
  func isBuildOnly(_ cursor: Cursor) -> Bool? {
    guard let members = cursor.members(.recipeTarget) else { return nil }
    _ = members["why"]?.text()
    _ = members["host-target"]?.name(of: TargetKind.self)
    if let buildOnly = members["build-only"] {
      guard let isBuildOnly = buildOnly.flag() else { return nil }
      if isBuildOnly {
        members["checks"]?.mistake(expected: "no checks, as the target is build-only")
        return true
      }
    }
    guard members["checks"] != nil else {
      return cursor.wrong(
        "the key \"checks\", or \"build-only\": true", found: "a target without \"checks\"")
    }
    let checks = members["checks"]?.list(atLeast: 1, of: "groups of checks", group)
    let areReasonsGood = members["optional"].map(areReasons) ?? true
    return checks != nil && areReasonsGood ? false : nil
  }

  private func group(_ cursor: Cursor) -> Bool? {
    guard cursor.value.object?["package"] != nil else { return programs(cursor) }
    guard let members = cursor.members(.packageChecks) else { return nil }
    _ = members["why"]?.text()
    return members["package"].flatMap(words).map { _ in true }
  }

  private func programs(_ cursor: Cursor) -> Bool? {
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
    return via != nil && programs != nil && used != nil ? true : nil
  }

  private func words(_ cursor: Cursor) -> [String]? {
    let words = cursor.list(atLeast: 1, of: "names") { $0.name(of: PlainWordKind.self) }
    guard let words else { return nil }
    cursor.checkDistinct(words) { cursor.at(String($0)) }
    return words.map(\.description)
  }

  private func areReasons(_ cursor: Cursor) -> Bool {
    guard let object = cursor.value.object else {
      cursor.mistake(expected: "an object with the reason for each check that may be red")
      return false
    }
    let reasons = object.map { cursor.member($0, $1).text(expected: "a reason") }
    return !reasons.contains(nil)
  }
}
