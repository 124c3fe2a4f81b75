import JSON
import ReleaseModel

extension PackageDefinition {
  /// The definition in the text of `place`; every mistake is reported at once.
  init(parsing bytes: [UInt8], at place: String) throws(ContainerError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes) } catch {
      throw badRecipe(place, ["\(error)"])
    }
    var reader = DefinitionReader()
    let (flavour, members) = reader.chosenFlavour(of: json)
    let name = reader.name(json["name"], "name", PackageName.init)
    let library = members["library"].flatMap { reader.name($0, "library", PackageName.init) }
    let inputs = reader.inputs(members["inputs"])
    let needs = members["needs"].map { reader.names($0, "needs", PackageName.init) } ?? []
    let plugins = members["plugins"].map { reader.names($0, "plugins", PlainWord.init) } ?? []
    let build = reader.step(members["build"], "build")
    let pack = members["pack"].flatMap { reader.step($0, "pack") }
    let check = members["check"].flatMap { reader.step($0, "check") }
    let targets = reader.targets(members["targets"])
    if members["check"] == nil, targets.values.contains(where: { !$0.isBuildOnly }) {
      reader.mistakes.append("/check: expected a step, as a target is not build-only")
    }
    guard reader.mistakes.isEmpty, let name, let build else {
      throw badRecipe(place, reader.mistakes)
    }
    self.init(
      name: name, flavour: flavour, library: library, inputs: inputs, needs: needs,
      plugins: plugins.map(\.description), build: build, pack: pack, check: check,
      targets: targets)
  }
}

/// Reads the parts of a `package.json` and collects what is wrong with them.
private struct DefinitionReader {
  var mistakes: [String] = []

  /// The chosen flavour, and the members of the package with the flavour's in their places.
  mutating func chosenFlavour(of json: JSONValue) -> (String?, JSONObject) {
    var members = json.object ?? JSONObject()
    guard let flavours = json["flavours"]?.object else { return (nil, members) }
    guard let name = json["flavour"]?.string, let flavour = flavours[name]?.object else {
      mistakes.append("/flavour: expected one of \(flavours.keys.joined(separator: ", "))")
      return (nil, members)
    }
    for (key, value) in flavour { members[key] = value }
    return (name, members)
  }

  mutating func inputs(_ value: JSONValue?) -> [PackageInput] {
    guard let items = value?.array else {
      mistakes.append("/inputs: expected an array of names, found \(value?.kind ?? "nothing")")
      return []
    }
    return items.enumerated().compactMap { index, item in
      guard item.object != nil else {
        return name(item, "inputs/\(index)", ComponentName.init).map { PackageInput(component: $0) }
      }
      let component = name(item["component"], "inputs/\(index)/component", ComponentName.init)
      guard let component, let paths = strings(item["paths"]) else {
        mistakes.append("/inputs/\(index): expected a component and its relevant paths")
        return nil
      }
      return PackageInput(component: component, paths: paths)
    }
  }

  mutating func name<Kind>(
    _ value: JSONValue?, _ place: String, _ parse: (String) -> Name<Kind>?
  ) -> Name<Kind>? {
    if let name = value?.string.flatMap(parse) { return name }
    mistakes.append("/\(place): expected a name, \(Name<Kind>.grammar)")
    return nil
  }

  mutating func names<Kind>(
    _ value: JSONValue?, _ place: String, _ parse: (String) -> Name<Kind>?
  ) -> [Name<Kind>] {
    guard let items = value?.array else {
      mistakes.append("/\(place): expected an array of names, found \(value?.kind ?? "nothing")")
      return []
    }
    return items.enumerated().compactMap { name($1, "\(place)/\($0)", parse) }
  }

  mutating func step(_ value: JSONValue?, _ place: String) -> PackageDefinition.Step? {
    guard let image = value?["image"]?.string, let script = value?["script"]?.string,
      !script.contains("/"), !script.hasPrefix(".")
    else {
      mistakes.append("/\(place): expected an image and a script beside package.json")
      return nil
    }
    let interpreter =
      value?["interpreter"]?.string
      ?? (image == "build" ? "/opt/tools/bin/python" : "/usr/bin/python3.11")
    let limits = limits(value?["limits"], "\(place)/limits")
    return PackageDefinition.Step(
      image: image, script: script, interpreter: interpreter, limits: limits)
  }

  private mutating func limits(_ value: JSONValue?, _ place: String) -> ContainerLimits {
    var limits = ContainerLimits()
    for (key, value) in value?.object ?? JSONObject() {
      guard let number = value.integer, (1...1_000_000).contains(number) else {
        mistakes.append("/\(place)/\(key): expected a number from 1 to 1000000")
        continue
      }
      switch key {
      case "memory-mib": limits.memory = Int(number)
      case "pids": limits.processes = Int(number)
      case "cpus": limits.cores = Double(number)
      case "minutes": limits.time = .seconds(60 * number)
      case "seconds": limits.time = .seconds(number)
      case "disk-mib": limits.disk = Int(number)
      case "files": limits.files = Int(number)
      case "output-mib": limits.output = Int(number)
      case "tmp-mib": limits.temporary = Int(number)
      default: mistakes.append("/\(place)/\(key): not a limit")
      }
    }
    return limits
  }

  mutating func targets(_ value: JSONValue?) -> [TargetName: PackageDefinition.Expectation] {
    var targets: [TargetName: PackageDefinition.Expectation] = [:]
    for (key, value) in value?.object ?? JSONObject() {
      guard let name = name(.string(key), "targets", TargetName.init) else { continue }
      let place = "targets/\(key)"
      let isBuildOnly = value["build-only"]?.bool ?? false
      let checks = isBuildOnly ? [] : checks(value["checks"], "\(place)/checks")
      let host = value["host-target"].flatMap {
        self.name($0, "\(place)/host-target", TargetName.init)
      }
      targets[name] = PackageDefinition.Expectation(
        checks: checks, optional: optional(value["optional"], of: checks, "\(place)/optional"),
        host: host, isBuildOnly: isBuildOnly)
    }
    if targets.isEmpty { mistakes.append("/targets: expected at least one target") }
    return targets
  }

  /// The names of groups such as `{"package": ["install"]}`, and the products of
  /// `{"via": "python", "programs": […], "devices": […]}`.
  private mutating func checks(_ value: JSONValue?, _ place: String) -> [String] {
    let names = (value?.array ?? []).enumerated().flatMap { index, group -> [String] in
      if let names = strings(group["package"]) { return names }
      guard let via = group["via"]?.string, let programs = strings(group["programs"]),
        let devices = strings(group["devices"])
      else {
        mistakes.append("/\(place)/\(index): expected package, or via with programs and devices")
        return []
      }
      return devices.flatMap { device in programs.map { "\($0)/\(device)/\(via)" } }
    }
    if names.isEmpty { mistakes.append("/\(place): expected the checks that must run, found none") }
    if Set(names).count != names.count { mistakes.append("/\(place): a check is named twice") }
    return names
  }

  /// Every item must be a string, so that a typing error cannot make a list of checks shorter.
  private func strings(_ value: JSONValue?) -> [String]? {
    guard let items = value?.array, !items.isEmpty else { return nil }
    let strings = items.compactMap(\.string)
    return strings.count == items.count ? strings : nil
  }

  private mutating func optional(
    _ value: JSONValue?, of checks: [String], _ place: String
  ) -> Set<String> {
    guard let value else { return [] }
    guard let reasons = value.object else {
      mistakes.append("/\(place): expected the optional checks with their reasons")
      return []
    }
    for name in reasons.keys where !checks.contains(name) {
      mistakes.append("/\(place): \(name) is not a check")
    }
    return Set(reasons.keys)
  }
}

private func badRecipe(_ place: String, _ mistakes: [String]) -> ContainerError {
  ContainerError(
    .badRecipe, doing: "reading \(place)", found: mistakes.joined(separator: "; "),
    hint: "docs/recipes.md describes package.json")
}
