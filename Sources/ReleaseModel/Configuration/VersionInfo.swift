import JSON

/// `version_info.json`: the pins, and the version that the next official release will have.
///
/// Holds the text that it was read from, so that an edit changes only what moves: other people's keys,
/// the order, the layout and the line ends stay byte for byte.
package struct VersionInfo: Sendable, Equatable {
  /// Where the file lies in the repository.
  package static let path = "version_info.json"

  package let bytes: [UInt8]
  package let document: JSONObject
  /// The official version that pre-releases lead to.
  package let packageVersion: ReleaseVersion
  /// Appended to the version of local builds; as IREE's release flow has it.
  package let packageSuffix: String
  package let pins: PinSet
  /// Why a component is not rolled, by component. No part of a pin's identity.
  package let holds: [ComponentName: String]
  /// Why a revision, or a version in its normal form, is never proposed again; by component.
  package let denials: [ComponentName: [String: String]]
  package let warnings: [Warning]
  let outline: DocumentOutline

  /// Reads `bytes`, or says everything that is wrong with them.
  package static func read(_ bytes: [UInt8], file: String = path) throws(Mistakes) -> VersionInfo {
    let findings = Findings()
    let info = VersionInfo(bytes, file: file, findings: findings)
    try findings.check()
    guard let info else { preconditionFailure("a file was refused without a reason") }
    return info
  }

  init?(_ bytes: [UInt8], file: String, findings: Findings) {
    guard let document = Document(file: file, bytes: bytes, findings: findings) else { return nil }
    let cursor = Cursor(document, findings: findings)
    guard let content = Form.versionInfo.read(cursor), let object = document.value.object
    else { return nil }
    self.bytes = bytes
    self.document = object
    outline = document.outline
    packageVersion = content.packageVersion
    packageSuffix = content.packageSuffix
    pins = PinSet(content.pins.map { ($0, $1.pin) })
    let notes = Dictionary(content.pins.map { ($0, $1.notes) }, uniquingKeysWith: { $1 })
    holds = notes.compactMapValues { $0.hold?.description }
    denials = notes.mapValues { $0.denied.mapValues(\.description) }.filter { !$0.value.isEmpty }
    warnings = findings.warnings.filter { $0.file == file }
  }

  /// What the history of releases has against this version: it must be above every official one.
  package func mistakes(after released: [ReleaseVersion], file: String = path) -> [Mistake] {
    guard let newest = released.filter({ $0.preRelease == nil }).max(), packageVersion <= newest
    else { return [] }
    let cursor = outline[.packageVersion]?.value
    let place = cursor.map {
      TextPosition(in: bytes).place(of: $0.bytes.lowerBound, pointer: "/package-version")
    }
    let next = ReleaseVersion(major: newest.major, minor: newest.minor + 1, patch: 0)
    return [
      Mistake(
        kind: .refused, file: file, place: place ?? .file,
        found: quoted(packageVersion.description), expected: "a version above \(newest)",
        hint: "\(newest) is released; write \"\(next)\"")
    ]
  }
}

extension VersionInfo {
  /// Where the file says what `component` is pinned at, or one `key` of it.
  package func place(of component: ComponentName, key: String? = nil) -> Place {
    let pin = outline[.pins]?.value[component.description]?.value
    let steps = [Key.pins.rawValue, component.description] + (key.map { [$0] } ?? [])
    let value = key.flatMap { pin?[$0]?.value } ?? pin
    guard let value else { return Place(pointer: pointer(of: [Key.pins.rawValue])) }
    return TextPosition(in: bytes).place(of: value.bytes.lowerBound, pointer: pointer(of: steps))
  }

  /// Where the version stands.
  package var placeOfVersion: Place {
    let key = Key.packageVersion.rawValue
    guard let value = outline[key]?.value else { return .file }
    return TextPosition(in: bytes).place(of: value.bytes.lowerBound, pointer: pointer(of: [key]))
  }
}
