import JSON

extension VersionInfo {
  /// This file with `component` held for the reason, or no longer held; nothing else changes.
  ///
  /// Throws when it is not pinned.
  package func holding(_ component: ComponentName, because reason: Reason?) throws(Mistakes)
    -> VersionInfo
  {
    let pin = try pinOutline(of: component)
    return try applying(
      ObjectEdit(pin, in: bytes).setting(.hold, to: reason.map { literal($0.description) }))
  }

  /// This file with `revision` of `component`, a full id or a version, denied for the reason, or no
  /// longer denied; nothing else changes.
  ///
  /// Throws when it is not pinned, or when its kind of pin has no such revision.
  package func denying(
    _ component: ComponentName, _ revision: String, because reason: Reason?
  ) throws(Mistakes) -> VersionInfo {
    let pin = try pinOutline(of: component)
    let why = reason.map { literal($0.description) }
    guard let denied = pin[.denied]?.value else {
      let list = why.map { "{ \(literal(revision)): \($0) }" }
      return try applying(ObjectEdit(pin, in: bytes).setting(.denied, to: list))
    }
    let isLast = why == nil && denied.members.map(\.key) == [revision]
    return try applying(
      isLast
        ? ObjectEdit(pin, in: bytes).setting(.denied, to: nil)
        : ObjectEdit(denied, in: bytes).setting(revision, to: why))
  }

  private func pinOutline(of component: ComponentName) throws(Mistakes) -> DocumentOutline {
    let pins = outline[.pins]?.value
    if let pin = pins?[component.description]?.value { return pin }
    let place = pins.map {
      TextPosition(in: bytes).place(of: $0.bytes.lowerBound, pointer: "/pins")
    }
    throw Mistakes([
      Mistake(
        file: Self.path, place: place ?? .file, found: "no pin of \(component)",
        expected: "a pinned component",
        hint: suggestion(
          for: component.description, among: self.pins.components.map(\.description)))
    ])
  }

  private func applying(_ edits: [TextEdit]) throws(Mistakes) -> VersionInfo {
    try VersionInfo.read(TextEdit.applying(edits, to: bytes))
  }

  private func literal(_ text: String) -> String { JSONValue.string(text).text() }
}
