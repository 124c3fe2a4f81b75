extension VersionInfo {
  /// Where the file says what `component` is pinned at, or one `key` of it.
  package func place(of component: ComponentName, key: String? = nil) -> Place {
    let pin = outline["pins"]?.value[component.description]?.value
    let steps = ["pins", component.description] + (key.map { [$0] } ?? [])
    let value = key.flatMap { pin?[$0]?.value } ?? pin
    guard let value else { return Place(pointer: pointer(of: ["pins"])) }
    return TextPosition(in: bytes).place(of: value.bytes.lowerBound, pointer: pointer(of: steps))
  }

  /// Where the version stands.
  package var placeOfVersion: Place {
    let key = "package-version"
    guard let value = outline[key]?.value else { return .file }
    return TextPosition(in: bytes).place(of: value.bytes.lowerBound, pointer: pointer(of: [key]))
  }
}
