/// `text` as people may read it: nothing that moves a cursor or hides, at most `limit` characters.
///
/// A remote's words, hook messages above all, are a stranger's text on somebody's terminal.
func visibleText(_ text: String, limit: Int = 500) -> String {
  var shown = text.unicodeScalars.prefix(limit).map { scalar in
    switch scalar.properties.generalCategory {
    case .control where scalar == "\n" || scalar == "\t": String(scalar)
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      "\\u{" + String(scalar.value, radix: 16) + "}"
    default: String(scalar)
    }
  }.joined()
  if text.unicodeScalars.count > limit { shown += "…" }
  return shown
}
