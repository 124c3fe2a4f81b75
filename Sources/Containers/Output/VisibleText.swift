/// `text` with everything that a terminal or a reader could be fooled by written out as an escape.
///
/// Colours are dropped; other control characters, bidirectional overrides and invisible characters
/// become `\u{…}`. Output of upstream code is hostile: <https://trojansource.codes/>.
package func visibleText(_ text: String, limit: Int = .max) -> String {
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
    if isDeceptive(scalar) {
      result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    } else {
      result.append(scalar)
    }
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

private func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09: false
  case 0x00...0x1F, 0x7F...0x9F: true
  case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
  case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
  default: false
  }
}
