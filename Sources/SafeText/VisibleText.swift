/// `text` with everything that a terminal or a reader could be fooled by written out as an escape,
/// at most `limit` Unicode scalars of it.
///
/// For words that we quote in messages and logs: what a remote, a reply or a build says is a
/// stranger's text on somebody's terminal (<https://trojansource.codes/>). Colours are dropped, tabs
/// stay; line breaks stay only when asked for.
package func visibleText(
  _ text: String, limit: Int = .max, keepingLineBreaks: Bool = false
) -> String {
  var result = String.UnicodeScalarView()
  var left = limit
  var rest = text.unicodeScalars[...]
  while let scalar = rest.popFirst() {
    guard left > 0 else {
      result.append("…")
      break
    }
    left -= 1
    if scalar == "\u{1B}", dropColour(&rest) { continue }
    let stays = scalar == "\t" || (keepingLineBreaks && scalar == "\n") || !scalar.isDeceptive
    if stays { result.append(scalar) } else { result.append(contentsOf: scalar.spelledOut) }
  }
  return String(result)
}

/// Removes the rest of a "select graphic rendition" sequence, `[`, digits and `;`, then `m`, if it
/// is one: <https://www.ecma-international.org/publications-and-standards/standards/ecma-48/>.
private func dropColour(_ rest: inout Substring.UnicodeScalarView) -> Bool {
  guard rest.first == "[" else { return false }
  let afterNumbers = rest.dropFirst().drop { ("0"..."9").contains($0) || $0 == ";" }
  guard afterNumbers.first == "m" else { return false }
  rest = afterNumbers.dropFirst()
  return true
}

extension Unicode.Scalar {
  /// True for controls, and for characters that reorder, hide or have no agreed look
  /// (<https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing>).
  var isDeceptive: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      return true
    default:
      // Blank by design, though letters and marks by category: Hangul fillers, Braille's empty
      // cell, variation selectors but the two that emoji carry.
      if value == 0xFE0E || value == 0xFE0F { return false }
      return properties.isDefaultIgnorableCodePoint || value == 0x2800
    }
  }

  /// `\u{202e}`.
  var spelledOut: String.UnicodeScalarView {
    "\\u{\(String(value, radix: 16))}".unicodeScalars
  }

  /// True for marks that are drawn over the character before them.
  var isMark: Bool {
    guard !isASCII else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return true
    default: return false
    }
  }
}
