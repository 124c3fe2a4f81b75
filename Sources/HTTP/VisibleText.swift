/// `text` as a message may quote it: nothing that moves a cursor or hides, at most 200 characters.
///
/// Replies, `Location` fields and libcurl's own words are a stranger's text on somebody's terminal.
func visible(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(200).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      "\\u{" + String(scalar.value, radix: 16) + "}"
    default: String(scalar)
    }
  }.joined()
  return text.unicodeScalars.count > 200 ? shown + "…" : shown
}
