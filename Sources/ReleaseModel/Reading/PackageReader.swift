import JSON

/// Reads one package, `packages/<name>/package.json`.
///
/// There is no other reader: what builds a package is given what `roller check` found to be good.
struct PackageReader {
  /// The folder that the file lies in.
  let folder: PackageName

  private typealias Flavour = (name: PlainWord, part: PackagePart, cursor: Cursor)

  func package(_ cursor: Cursor) -> PackageRecipe? {
    guard let members = cursor.members(.packageRecipe) else { return nil }
    members["name"].map(checkName)
    let flavours = readFlavours(members["flavours"])
    let everywhere = [members] + (flavours ?? []).map(\.members)
    let reader = PackagePartReader(
      devices: everywhere.flatMap { $0["devices"].map(devices) ?? [] })
    let common = reader.part(members)
    let whole = flavours?.map { flavour -> Flavour in
      (flavour.name, reader.part(flavour.members).over(common), flavour.cursor)
    }
    for flavour in whole ?? [] { check(flavour.part, in: flavour.cursor) }
    if whole == nil, members["flavours"] == nil { check(common, in: cursor) }
    let chosen = choice(members["flavour"], among: whole?.map { $0.name }, in: cursor)
    return recipe(whole?.first { $0.name == chosen }?.part ?? common, chosen)
  }

  private func recipe(_ part: PackagePart, _ flavour: PlainWord?) -> PackageRecipe? {
    guard let inputs = part.inputs, let build = part.build, let targets = part.targets else {
      return nil
    }
    return PackageRecipe(
      name: folder, flavour: flavour, library: part.library, inputs: inputs,
      needs: part.needs ?? [], plugins: part.plugins ?? [], build: build, pack: part.pack,
      check: part.check, targets: targets)
  }

  private func checkName(_ cursor: Cursor) {
    guard cursor.value.string != folder.description else { return }
    cursor.mistake(expected: "the name of the package's folder, \(quoted(folder.description))")
  }

  private func readFlavours(
    _ cursor: Cursor?
  ) -> [(name: PlainWord, members: Members, cursor: Cursor)]? {
    cursor?.entries(of: "flavours") { (_: PlainWord, cursor) in
      cursor.members(.packageFlavour).map { ($0, cursor) }
    }?.map { ($0, $1.0, $1.1) }
  }

  /// The flavour that one word chooses; nil when there is nothing to choose.
  private func choice(
    _ cursor: Cursor?, among names: [PlainWord]?, in package: Cursor
  ) -> PlainWord? {
    guard let names else {
      if package.at("flavours") == nil {
        cursor?.mistake(expected: "no flavour, as the package has no \"flavours\"")
      }
      return nil
    }
    let known = names.map(\.description)
    guard let cursor else {
      package.mistake(
        found: "\"flavours\" without \"flavour\"", expected: "the key \"flavour\"",
        hint: "choose one of: \(known.joined(separator: ", "))")
      return nil
    }
    guard let name = cursor.name(of: PlainWordKind.self) else { return nil }
    if names.contains(name) { return name }
    cursor.mistake(
      expected: "one of \"flavours\"", hint: suggestion(for: name.description, among: known))
    return nil
  }

  /// Says what a whole package lacks, wherever its parts stand.
  private func check(_ part: PackagePart, in cursor: Cursor) {
    let form = ObjectForm.packageRecipe
    for key in ["inputs", "build", "targets"] where !part.keys.contains(key) {
      cursor.mistake(
        found: "\(form.name) without \(quoted(key))", expected: "the key \(quoted(key))",
        hint: "it has: " + form.keys.filter { $0 != "$schema" }.joined(separator: ", "))
    }
    guard let targets = part.targets, !part.keys.contains("check"),
      targets.values.contains(where: { !$0.isBuildOnly })
    else { return }
    cursor.mistake(
      found: "\(form.name) without \"check\"",
      expected: "the key \"check\", as a target is not build-only")
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
