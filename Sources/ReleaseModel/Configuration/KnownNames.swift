/// The names that files may use of each other.
struct KnownNames {
  let components: [Component]
  let targets: [Target]

  func component(_ name: ComponentName) -> Component? { components.first { $0.name == name } }
  func target(_ name: TargetName) -> Target? { targets.first { $0.name == name } }

  /// The component, or nil after saying at `cursor` that there is none.
  func component(_ name: ComponentName, at cursor: Cursor?) -> Component? {
    if let component = component(name) { return component }
    cursor?.mistake(
      found: quoted(name.description), expected: "a component",
      hint: suggestion(
        for: name.description, among: components.map(\.name.description),
        listedIn: ReleaseConfiguration.componentsPath))
    return nil
  }

  /// The target, or nil after saying at `cursor` that there is none.
  func target(_ name: TargetName, at cursor: Cursor?) -> Target? {
    if let target = target(name) { return target }
    cursor?.mistake(
      found: quoted(name.description), expected: "a target",
      hint: suggestion(
        for: name.description, among: targets.map(\.name.description),
        listedIn: ReleaseConfiguration.targetsPath))
    return nil
  }
}

extension Cursor {
  /// The value at `steps` from here, if it exists.
  func at(_ steps: String...) -> Cursor? {
    steps.reduce(self) { cursor, step in cursor?.child(step) }
  }

  private func child(_ step: String) -> Cursor? {
    if let object = value.object { return object[step].map { member(step, $0) } }
    guard let index = Int(step), let values = value.array, values.indices.contains(index) else {
      return nil
    }
    return element(index, values[index])
  }

  /// Says of each of `names` that comes again, where `place` has it, that once is enough.
  func checkDistinct<Element: Hashable & CustomStringConvertible>(
    _ names: [Element], at place: (Int) -> Cursor?
  ) {
    var seen: Set<Element> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      place(index)?.mistake(
        found: "\(quoted(name.description)) again", expected: "each name once",
        hint: "delete one of the two")
    }
  }
}
