import JSON

extension VersionInfo {
  /// The canonical text of `bytes`: two spaces, order kept, one pin a line, lower-case hashes, a final
  /// newline; line ends as they were. One pin a line makes a bump a diff of one line.
  ///
  /// Unknown values keep their text. Throws what remains wrong with the file then.
  package static func canonical(_ bytes: [UInt8], file: String = path) throws(Mistakes) -> [UInt8] {
    let findings = Findings()
    let document = Document(file: file, bytes: bytes, findings: findings)
    try findings.check()
    guard let document, document.value.object != nil else {
      return try read(bytes, file: file).bytes
    }
    let text = CanonicalLayout(bytes).text(of: document.outline) + "\n"
    // A raw carriage return can only be part of a line end: strings have it as \r.
    let isCRLF = bytes.contains(UInt8(ascii: "\r"))
    let canonical = Array((isCRLF ? text.replacing("\n", with: "\r\n") : text).utf8)
    return try read(canonical, file: file).bytes
  }
}

/// Lays the outline of a version file out anew.
private struct CanonicalLayout {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func text(of file: DocumentOutline) -> String {
    block(file, indentation: "") { member in
      guard member.key == Key.pins.rawValue, !member.value.members.isEmpty else {
        return raw(member.value)
      }
      return block(member.value, indentation: "  ") { pin($0.value) }
    }
  }

  private func block(
    _ object: DocumentOutline, indentation: String,
    _ value: (DocumentOutline.Member) -> String
  ) -> String {
    guard !object.members.isEmpty else { return "{}" }
    let lines = object.members.map { member in
      indentation + "  " + JSONValue.string(member.key).text() + ": " + value(member)
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + indentation + "}"
  }

  private func pin(_ value: DocumentOutline) -> String {
    inline(value) { member in
      switch Key(rawValue: member.key) {
      case .revision: hash(raw(member.value))
      case .files: inline(member.value) { files($0.value) }
      case .denied: inline(member.value) { raw($0.value) }
      default: raw(member.value)
      }
    }
  }

  private func inline(
    _ object: DocumentOutline, _ value: (DocumentOutline.Member) -> String
  ) -> String {
    guard !object.members.isEmpty else { return raw(object) }
    let members = object.members.map { member in
      JSONValue.string(member.key).text() + ": " + value(member)
    }
    return "{ " + members.joined(separator: ", ") + " }"
  }

  /// The hash of a target, or one for each Python; one is enough where they are the same.
  private func files(_ value: DocumentOutline) -> String {
    let hashes = Set(value.members.map { hash(raw($0.value)) })
    if hashes.count == 1, let one = hashes.first { return one }
    return value.members.isEmpty ? hash(raw(value)) : inline(value) { hash(raw($0.value)) }
  }

  /// In lower case when it is long enough to be one.
  private func hash(_ text: String) -> String {
    let isHash =
      text.utf8.count >= 42 && text.dropFirst().dropLast().suffix(40).allSatisfy(\.isHexDigit)
    return isHash ? text.lowercased() : text
  }

  private func raw(_ value: DocumentOutline) -> String {
    String(decoding: bytes[value.bytes], as: UTF8.self).replacing("\r\n", with: "\n")
  }
}
