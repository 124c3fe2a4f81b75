/// The characters of an input that a message repeats at most.
private let longestQuotation = 200

/// `text` in quotes, fit for a terminal: invisible characters escaped, cut at 200.
///
/// The text may be hostile: escape sequences would move the cursor, bidirectional overrides
/// would reorder the line (<https://trojansource.codes>).
package func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars.prefix(longestQuotation) {
    out += escaped(scalar)
  }
  let count = text.unicodeScalars.count
  return count > longestQuotation ? out + "…\" (\(count) characters)" : out + "\""
}

/// `text` without quotes, escaped in the same way and cut at the same length.
package func plain(_ text: String) -> String {
  let cut = text.unicodeScalars.prefix(longestQuotation)
  return cut.map(escaped).joined() + (cut.count < text.unicodeScalars.count ? "…" : "")
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\"": return "\\\""
  case "\\": return "\\\\"
  case "\n": return "\\n"
  case "\r": return "\\r"
  case "\t": return "\\t"
  default: return isVisible(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }
}

/// Whether `scalar` shows as itself: no control, no direction, no space but the plain one.
func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator, .nonspacingMark, .enclosingMark:
    false
  default: scalar == " " || scalar.properties.generalCategory != .spaceSeparator
  }
}
