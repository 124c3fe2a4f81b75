extension UntrustedText {
  /// One line for a terminal that takes at most `columns` of its columns.
  package func terminal(columns: Int) -> String {
    let whole = terminal(limit: max(columns, 2) + 1)
    guard terminalColumns(of: whole) > columns else { return whole }
    var shown = ""
    var left = columns - 1
    for character in whole {
      left -= terminalColumns(of: String(character))
      guard left >= 0 else { break }
      shown.append(character)
    }
    return shown + "…"
  }
}

/// How many columns of a terminal `text` takes, which must be visible text: East Asian wide characters
/// and most emoji take two, marks none (<https://www.unicode.org/reports/tr11/>).
package func terminalColumns(of text: String) -> Int {
  text.reduce(0) { total, character in
    total + (character.unicodeScalars.map(columns(of:)).max() ?? 0)
  }
}

private func columns(of scalar: Unicode.Scalar) -> Int {
  if scalar.isASCII { return 1 }
  if scalar.isMark { return scalar.value == 0xFE0F ? 2 : 0 }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
    return 2
  default: return scalar.properties.isEmojiPresentation ? 2 : 1
  }
}
