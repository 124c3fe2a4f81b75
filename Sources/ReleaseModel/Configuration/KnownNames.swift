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
