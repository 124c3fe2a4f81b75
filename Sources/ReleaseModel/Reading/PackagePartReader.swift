import JSON

/// What the top of a `package.json`, or one of its flavours, says of the package; nil is unsaid.
struct PackagePart {
  var keys: Set<String> = []
  var library: PackageName?
  var inputs: [PackageInput]?
  var needs: [PackageName]?
  var plugins: [PlainWord]?
  var build: PackageRecipe.Step?
  var pack: PackageRecipe.Step?
  var check: PackageRecipe.Step?
  var targets: [TargetName: PackageRecipe.Expectation]?

  /// The whole that these members make when they replace those of `other`, key by key.
  func over(_ other: PackagePart) -> PackagePart {
    func chosen<Value>(_ key: String, _ value: KeyPath<PackagePart, Value>) -> Value {
      keys.contains(key) ? self[keyPath: value] : other[keyPath: value]
    }
    return PackagePart(
      keys: keys.union(other.keys), library: chosen("library", \.library),
      inputs: chosen("inputs", \.inputs), needs: chosen("needs", \.needs),
      plugins: chosen("plugins", \.plugins), build: chosen("build", \.build),
      pack: chosen("pack", \.pack), check: chosen("check", \.check),
      targets: chosen("targets", \.targets))
  }
}

/// Reads the members that are allowed at the top of a `package.json` or in a flavour.
struct PackagePartReader {
  private enum Image: String, CaseIterable { case build, clean, compile }

  /// The devices that the package says how to compile for.
  let devices: [String]

  func part(_ members: Members) -> PackagePart {
    _ = members["why"]?.text()
    _ = members["third-party"]?.relativePath()
    let targets = members["targets"]?.entries(of: "checks") { (_: TargetName, cursor) in
      RecipeTargetReader(devices: devices).expectation(cursor)
    }
    return PackagePart(
      keys: Set(ObjectForm.packageFlavour.keys.filter { members[$0] != nil }),
      library: members["library"]?.name(), inputs: members["inputs"]?.list(of: "components", input),
      needs: members["needs"]?.list(of: "packages") { $0.name() },
      plugins: members["plugins"].flatMap(plugins), build: members["build"].flatMap(step),
      pack: members["pack"].flatMap(step), check: members["check"].flatMap(step),
      targets: targets.map { Dictionary($0, uniquingKeysWith: { $1 }) })
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

  /// The step, even when parts of it are mistakes: what else is wrong with its package is said too.
  private func step(_ cursor: Cursor) -> PackageRecipe.Step? {
    guard let members = cursor.members(.recipeStep) else { return nil }
    _ = members["why"]?.text()
    let image = members["image"]?.choice(of: Image.self)
    let interpreter = members["interpreter"]
    if let interpreter, interpreter.value.string?.hasPrefix("/") != true {
      interpreter.mistake(expected: "the full path of a program in the image")
    }
    return PackageRecipe.Step(
      image: image?.rawValue ?? "", script: members["script"]?.fileName() ?? "",
      interpreter: interpreter?.value.string
        ?? (image == .build ? "/opt/tools/bin/python" : "/usr/bin/python3.11"),
      limits: members["limits"].map(limits) ?? ContainerLimits())
  }

  private func limits(_ cursor: Cursor) -> ContainerLimits {
    var limits = ContainerLimits()
    guard let members = cursor.members(.stepLimits) else { return limits }
    _ = members["why"]?.text()
    func read(_ key: String, _ range: ClosedRange<Int64>, _ keep: (Int) -> Void) {
      if let number = members[key]?.whole(in: range) { keep(Int(number)) }
    }
    read("memory-mib", 64...1_048_576) { limits.memory = $0 }
    read("pids", 16...65_536) { limits.processes = $0 }
    read("minutes", 1...1_440) { limits.time = .seconds(60 * $0) }
    read("disk-mib", 64...1_048_576) { limits.disk = $0 }
    read("cpus", 1...1_024) { limits.cores = Double($0) }
    read("files", 100...100_000_000) { limits.files = $0 }
    read("output-mib", 1...1_024) { limits.output = $0 }
    read("tmp-mib", 1...1_048_576) { limits.temporary = $0 }
    return limits
  }
}
