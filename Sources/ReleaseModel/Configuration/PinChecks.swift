/// What the pins must agree with.
struct PinChecks {
  let names: KnownNames

  func check(_ info: VersionInfo, in cursor: Cursor) {
    for name in info.pins.components {
      let place = cursor[.pins]?[name.description]
      guard let component = names.component(name, at: place), let pin = info.pins[name] else {
        continue
      }
      switch (component.origin, pin) {
      case (.git, .git): break
      case (.index, .wheel(let wheel)):
        for target in wheel.files.keys.sorted() {
          _ = names.target(target, at: place?[.files]?[target.description])
        }
      case (.git, .wheel):
        place?.mistake(
          found: "a wheel pin", expected: "a git pin: \(quoted(name.description)) is a repository")
      case (.index, .git):
        place?.mistake(
          found: "a git pin",
          expected: "a wheel pin: \(quoted(name.description)) is a project on an index")
      }
    }
  }
}
