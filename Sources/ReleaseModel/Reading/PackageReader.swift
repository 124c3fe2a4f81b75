import JSON

/// Reads one package, `packages/<name>/package.json`.
///
/// Only what other packages, pins and targets must agree with is kept; who runs the scripts reads the
/// rest for itself, from a file that is known to be good.
struct PackageReader {
  private enum Image: String, CaseIterable { case build, clean }

  /// The folder that the file lies in.
  let folder: PackageName

  func package(_ cursor: Cursor) -> PackageRecipe? {
    guard let members = cursor.members(.packageRecipe) else { return nil }
    _ = members["why"]?.text()
    _ = members["third-party"]?.relativePath()
    for step in ["build", "check"] { members[step].map(checkStep) }
    let devices = members["devices"].map(devices) ?? []
    let inputs = members["inputs"]?.list(of: "components") { $0.name(of: ComponentKind.self) }
    let needs = needs(members["needs"])
    let targets = members["targets"]?.entries(of: "checks") { (_: TargetName, cursor) in
      RecipeTargetReader(devices: devices).target(cursor)
    }
    members["name"].map(checkName)
    guard let inputs, let needs, let targets else { return nil }
    return PackageRecipe(name: folder, inputs: inputs, needs: needs, targets: targets.map(\.0))
  }

  private func checkName(_ cursor: Cursor) {
    guard cursor.value.string != folder.description else { return }
    cursor.mistake(expected: "the name of the package's folder, \(quoted(folder.description))")
  }

  private func needs(_ cursor: Cursor?) -> [PackageName]? {
    guard let cursor else { return [] }
    return cursor.list(of: "packages") { $0.name(of: PackageKind.self) }
  }

  private func checkStep(_ cursor: Cursor) {
    guard let members = cursor.members(.recipeStep) else { return }
    _ = members["why"]?.text()
    _ = members["image"]?.choice(of: Image.self)
    _ = members["script"]?.fileName()
    if let interpreter = members["interpreter"], interpreter.value.string?.hasPrefix("/") != true {
      interpreter.mistake(expected: "the full path of a program in the image")
    }
    members["limits"].map(checkLimits)
  }

  private func checkLimits(_ cursor: Cursor) {
    guard let members = cursor.members(.stepLimits) else { return }
    _ = members["why"]?.text()
    _ = members["memory-mib"]?.whole(in: 64...1_048_576)
    _ = members["pids"]?.whole(in: 16...65_536)
    _ = members["minutes"]?.whole(in: 1...1_440)
    _ = members["disk-mib"]?.whole(in: 64...1_048_576)
  }

  /// The names of the devices that programs are compiled for.
  private func devices(_ cursor: Cursor) -> [String] {
    let entries = cursor.entries(of: "devices") { (_: Name<PlainWordKind>, device) -> Bool? in
      guard let members = device.members(.recipeDevice) else { return nil }
      _ = members["why"]?.text()
      _ = members["runs-on"]?.text(expected: "the device's name in the runtime")
      return members["flags"]?.list(atLeast: 1, of: "lists of flags, to be tried in turn") {
        flags in
        flags.list(of: "flags") { $0.text(expected: "a flag of the compiler") }
      } != nil
    }
    return entries?.map(\.0.description) ?? []
  }
}
