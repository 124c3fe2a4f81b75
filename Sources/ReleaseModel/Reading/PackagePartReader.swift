import JSON

/// What the top of a `package.json`, or one of its flavours, says of the package; nil is unsaid.
struct PackagePart {
  var keys: Set<String> = []
  var inputs: [PackageInput]?
  var needs: [PackageName]?
  var plugins: [PlainWord]?
  var targets: [(name: TargetName, isBuildOnly: Bool)]?

  /// The whole that these members make when they replace those of `other`, key by key.
  func over(_ other: PackagePart) -> PackagePart {
    func chosen<Value>(_ key: String, _ value: KeyPath<PackagePart, Value>) -> Value {
      keys.contains(key) ? self[keyPath: value] : other[keyPath: value]
    }
    return PackagePart(
      keys: keys.union(other.keys), inputs: chosen("inputs", \.inputs),
      needs: chosen("needs", \.needs), plugins: chosen("plugins", \.plugins),
      targets: chosen("targets", \.targets))
  }
}

/// Reads the members that are allowed at the top of a `package.json` or in a flavour.
struct PackagePartReader {
  private enum Image: String, CaseIterable { case build, clean, compile }

  /// The devices that the package says how to compile for.
  let devices: [String]

  func part(_ members: Members) -> PackagePart {
    var part = PackagePart()
    part.keys = Set(ObjectForm.packageFlavour.keys.filter { members[$0] != nil })
    _ = members["why"]?.text()
    _ = members["third-party"]?.relativePath()
    _ = members["library"]?.name(of: PackageKind.self)
    for step in ["build", "pack", "check"] { members[step].map(checkStep) }
    part.inputs = members["inputs"]?.list(of: "components", input)
    part.needs = members["needs"]?.list(of: "packages") { $0.name(of: PackageKind.self) }
    part.plugins = members["plugins"].flatMap(plugins)
    part.targets = members["targets"]?.entries(of: "checks") { (_: TargetName, cursor) in
      RecipeTargetReader(devices: devices).isBuildOnly(cursor)
    }?.map { ($0, $1) }
    return part
  }

  /// A component's name, or an object that names paths of it.
  private func input(_ cursor: Cursor) -> PackageInput? {
    guard cursor.value.object != nil else {
      return cursor.name(of: ComponentKind.self).map { PackageInput(component: $0) }
    }
    guard let members = cursor.members(.packageInput) else { return nil }
    _ = members["why"]?.text()
    let component = members["component"]?.name(of: ComponentKind.self)
    let paths = members["paths"]?.list(atLeast: 1, of: "paths") { $0.relativePath() }
    guard let component, let paths else { return nil }
    for (index, path) in paths.enumerated() {
      let others = paths.enumerated().filter { $0.offset != index }.map(\.element)
      guard let outer = others.first(where: { path == $0 || path.hasPrefix($0 + "/") }) else {
        continue
      }
      members["paths"]?.at(String(index))?.mistake(
        expected: "paths outside of each other", hint: "\(quoted(outer)) has it already")
    }
    return PackageInput(component: component, paths: paths)
  }

  private func plugins(_ cursor: Cursor) -> [PlainWord]? {
    let plugins = cursor.list(of: "plugins") { $0.name(of: PlainWordKind.self) }
    cursor.checkDistinct(plugins ?? []) { cursor.at(String($0)) }
    return plugins
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
    _ = members["cpus"]?.whole(in: 1...1_024)
    _ = members["files"]?.whole(in: 100...100_000_000)
    _ = members["output-mib"]?.whole(in: 1...1_024)
    _ = members["tmp-mib"]?.whole(in: 1...1_048_576)
  }
}
