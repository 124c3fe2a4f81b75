/// What packages must agree with.
struct PackageChecks {
  let names: KnownNames
  let packages: [PackageRecipe]

  func check(_ read: [(PackageRecipe, Cursor)]) {
    for (package, cursor) in read { check(package, in: cursor) }
    let edges = Dictionary(packages.map { ($0.name, $0.needs) }, uniquingKeysWith: { $1 })
    for cycle in Cycles.all(in: edges) {
      let place = read.first { $0.0.name == cycle[0] }?.1
      place?.at("needs")?.mistake(
        found: "a cycle: " + Cycles.told(cycle), expected: "packages that can be built in an order")
    }
  }

  private func check(_ package: PackageRecipe, in cursor: Cursor) {
    cursor.checkDistinct(package.inputs) { cursor.at("inputs", String($0)) }
    cursor.checkDistinct(package.needs) { cursor.at("needs", String($0)) }
    for (index, name) in package.inputs.enumerated() {
      _ = names.component(name, at: cursor.at("inputs", String(index)))
    }
    for (index, name) in package.needs.enumerated()
    where !packages.contains(where: { $0.name == name }) {
      cursor.at("needs", String(index))?.mistake(
        found: quoted(name.description), expected: "a package",
        hint: suggestion(
          for: name.description, among: packages.map(\.name.description), listedIn: "packages/"))
    }
    for name in package.targets {
      _ = names.target(name, at: cursor.at("targets", name.description))
      let host = cursor.at("targets", name.description, "host-target")
      if let text = host?.value.string, let name = TargetName(text) {
        _ = names.target(name, at: host)
      }
    }
  }
}
