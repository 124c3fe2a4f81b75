/// What components must not say of each other.
struct ComponentChecks {
  let names: KnownNames

  func check(_ components: [Component], in cursor: Cursor) {
    var origins: [Component.Origin: ComponentName] = [:]
    for component in components {
      let place = cursor[.components]?[component.name.description]
      if let first = origins[component.origin] {
        place?.mistake(
          found: "the origin of \(quoted(first.description)) again", expected: "each origin once",
          hint: "two names for one origin could be pinned differently")
      }
      origins[component.origin] = origins[component.origin] ?? component.name
      for (index, record) in component.records.enumerated() {
        check(record, of: component, at: place?[.records]?[index])
      }
    }
  }

  private func check(_ record: RecordedPins, of component: Component, at place: Cursor?) {
    for (key, name) in record.names.sorted(by: { $0.key < $1.key }) {
      let cursor = place?[.names]?[key]
      guard names.component(name, at: cursor) != nil else { continue }
      if name == component.name {
        cursor?.mistake(expected: "another component than \(quoted(name.description)) itself")
      }
    }
    let isWheelFormat = record.format == .wheelRevisions
    let isWheel = if case .index = component.origin { true } else { false }
    if isWheelFormat != isWheel {
      place?[.format]?.mistake(
        expected: isWheel
          ? "\"version.py\", the record that a wheel carries"
          : "a record of a repository; \"version.py\" is in wheels")
    }
  }
}
