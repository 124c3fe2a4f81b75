/// What packages must agree with.
struct PackageChecks {
  let names: KnownNames
  let packages: [PackageRecipe]

  func check(_ read: [(PackageRecipe, Cursor)]) {
    for (package, cursor) in read { check(package, in: cursor) }
    let edges = Dictionary(
      packages.map { ($0.name, $0.needs + $0.optionalNeeds) }, uniquingKeysWith: { $1 })
    for cycle in Cycles.all(in: edges) {
      let place = read.first { $0.0.name == cycle[0] }?.1
      (place?[.needs] ?? place?[.optionalNeeds])?.mistake(
        found: "a cycle: " + Cycles.told(cycle), expected: "packages that can be built in an order")
    }
  }

  private func check(_ package: PackageRecipe, in cursor: Cursor) {
    let at = { place(of: $0, for: package, in: cursor) }
    at(.inputs).map { checkInputs(package, at: $0) }
    checkNeeds(package.needs, of: package, at: at(.needs))
    checkNeeds(package.optionalNeeds, of: package, at: at(.optionalNeeds))
    checkPythons(of: package, at: cursor[.pythons])
    for (name, expected) in package.targets.sorted(by: { $0.key < $1.key }) {
      let known = names.target(name, at: at(.targets)?[name.description])
      if let target = known, target.pythons(of: package).isEmpty {
        let pythons = target.pythons.map(\.tag.description).joined(separator: ", ")
        at(.targets)?[name.description]?.mistake(
          found: "a target with none of the package's \"pythons\"",
          expected: "a target with at least one; \(name) has \(pythons)")
      }
      guard let host = expected.host else { continue }
      let place = at(.targets)?[name.description]?[.hostTarget]
      guard names.target(host, at: place) != nil, package.targets[host] == nil else { continue }
      place?.mistake(expected: "a target that the package is also made for")
    }
  }

  /// A Python that no target has would never be tried, and so is a mistake.
  private func checkPythons(of package: PackageRecipe, at cursor: Cursor?) {
    let known = Set(names.targets.flatMap(\.pythons).map(\.tag))
    for (index, python) in (package.pythons ?? []).enumerated() where !known.contains(python) {
      cursor?[index]?.mistake(
        expected: "a Python of a target",
        hint: "\(ReleaseConfiguration.targetsPath) has "
          + known.sorted().map(\.description).joined(separator: ", "))
    }
  }

  private func checkNeeds(_ names: [PackageName], of package: PackageRecipe, at list: Cursor?) {
    for (index, name) in names.enumerated() {
      guard let needed = packages.first(where: { $0.name == name }) else {
        list?[index]?.mistake(
          found: quoted(name.description), expected: "a package",
          hint: suggestion(
            for: name.description, among: packages.map(\.name.description), listedIn: "packages/"))
        continue
      }
      checkTargets(of: needed, for: package, at: list?[index])
    }
  }

  /// Where the chosen flavour, or else the top of the file, says `key`.
  private func place(of key: Key, for package: PackageRecipe, in cursor: Cursor) -> Cursor? {
    package.flavour.flatMap { cursor[.flavours]?[$0.description]?[key] } ?? cursor[key]
  }

  private func checkInputs(_ package: PackageRecipe, at cursor: Cursor) {
    for (index, input) in package.inputs.enumerated() {
      let place = cursor[index]
      let name = place?[.component] ?? place
      guard let component = names.component(input.component, at: name) else { continue }
      guard case .index = component.origin, !input.paths.isEmpty else { continue }
      place?[.paths]?.mistake(
        found: "paths of \(quoted(input.component.description))",
        expected: "paths only of components in git", hint: "write its name alone")
    }
  }

  /// What a package needs must be made wherever, and for every Python that, the package is.
  private func checkTargets(
    of needed: PackageRecipe, for package: PackageRecipe, at cursor: Cursor?
  ) {
    let targets = package.targets.keys
    if let first = targets.filter({ needed.targets[$0] == nil }).min() {
      cursor?.mistake(
        expected: "a package that is made for \(first) too",
        hint: "add the target to packages/\(needed.name)/package.json")
    }
    guard package.needs.contains(needed.name) else { return }
    let pythons = targets.compactMap(names.target).flatMap { $0.pythons(of: package) }.map(\.tag)
    if let first = pythons.filter({ needed.pythons?.contains($0) == false }).min() {
      cursor?.mistake(
        expected: "a package that is for \(first) too",
        hint: "add the Python to packages/\(needed.name)/package.json")
    }
  }
}
