import JSON

/// One of the three texts of a merge.
struct Side {
  let info: VersionInfo

  init(_ info: VersionInfo) {
    self.info = info
  }

  /// The text of a member's value, with the line ends of git.
  func text(of member: DocumentOutline.Member?) -> String? {
    member.map {
      String(decoding: info.bytes[$0.value.bytes], as: UTF8.self).replacing("\r\n", with: "\n")
    }
  }

  /// What a message says of a member.
  func told(_ member: DocumentOutline.Member?) -> String {
    guard let member else { return "not there" }
    if let name = ComponentName(member.key), let pin = info.pins[name] {
      return plain(pin.label)
    }
    // JSON's own quotation marks are part of the text, and nothing to escape.
    return plain(text(of: member) ?? "").replacing("\\\"", with: "\"")
  }
}

/// `{ "a": 1, "b": 2 }`, as the canonical form writes an object on one line.
func objectText(_ members: [(String, String)]) -> String {
  guard !members.isEmpty else { return "{}" }
  let texts = members.map { JSONValue.string($0.0).text() + ": " + $0.1 }
  return "{ " + texts.joined(separator: ", ") + " }"
}
