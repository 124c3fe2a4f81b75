import JSON

/// The lines of one member, as a conflict between two sides.
///
/// Marked as git marks its own (<https://git-scm.com/docs/git-merge#_how_conflicts_are_presented>),
/// around whole lines, so that editors and `git diff --check` know them.
struct ConflictLines {
  let edit: TextEdit

  /// Nil when the member shares a line with others.
  init?(
    _ our: DocumentOutline.Member, of ours: Side, against their: DocumentOutline.Member,
    of theirs: Side
  ) {
    let bytes = ours.info.bytes
    let lineEnd = UInt8(ascii: "\n")
    let before = bytes[..<our.keyBytes.lowerBound]
    let start = before.lastIndex(of: lineEnd).map { $0 + 1 } ?? 0
    let after = bytes[our.value.bytes.upperBound...]
    guard let end = after.firstIndex(of: lineEnd) else { return nil }
    let rest = String(decoding: bytes[our.value.bytes.upperBound..<end], as: UTF8.self)
    let indentation = String(decoding: bytes[start..<our.keyBytes.lowerBound], as: UTF8.self)
    guard indentation.allSatisfy({ $0 == " " || $0 == "\t" }),
      ["", ",", "\r", ",\r"].contains(rest), let text = theirs.text(of: their)
    else { return nil }
    let key = JSONValue.string(their.key).text()
    let ending = rest.hasSuffix("\r") ? "\r\n" : "\n"
    let lines = [
      "<<<<<<< ours",
      String(decoding: bytes[start..<our.value.bytes.upperBound], as: UTF8.self)
        + (rest.hasPrefix(",") ? "," : ""), "=======",
      indentation + key + ": " + text + (rest.hasPrefix(",") ? "," : ""), ">>>>>>> theirs",
    ]
    edit = TextEdit(
      range: start..<(end + 1), text: lines.map { $0 + ending }.joined())
  }
}
