/// How a value is laid out as text.
package enum JSONLayout: Sendable, Equatable {
  /// On one line, without spaces; for wires and hashes.
  case compact
  /// Two spaces a level, one member a line, no final newline; for people and diffs.
  case indented
}

extension JSONValue {
  /// This value as JSON text.
  ///
  /// Strings stay UTF-8; only what RFC 8259 §7 demands is escaped, so that a diff shows what was
  /// meant. Jansson's printer escapes differently between versions; ours is pinned by tests, because
  /// digests are taken over it.
  package func text(_ layout: JSONLayout = .compact) -> String {
    var out = ""
    write(to: &out, layout: layout, depth: 0)
    return out
  }

  private func write(to out: inout String, layout: JSONLayout, depth: Int) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .real(let value): out += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.writeQuoted(value, to: &out)
    case .array(let values):
      Self.writeList(values, "[", "]", to: &out, layout: layout, depth: depth) { value, out in
        value.write(to: &out, layout: layout, depth: depth + 1)
      }
    case .object(let members):
      Self.writeList(Array(members), "{", "}", to: &out, layout: layout, depth: depth) {
        member, out in
        Self.writeQuoted(member.key, to: &out)
        out += layout == .compact ? ":" : ": "
        member.value.write(to: &out, layout: layout, depth: depth + 1)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], _ open: String, _ close: String, to out: inout String,
    layout: JSONLayout, depth: Int, each: (Element, inout String) -> Void
  ) {
    guard !elements.isEmpty else {
      out += open + close
      return
    }
    let lineBreak = layout == .compact ? "" : "\n"
    let indentation = layout == .compact ? "" : String(repeating: "  ", count: depth + 1)
    out += open + lineBreak
    for (index, element) in elements.enumerated() {
      out += indentation
      each(element, &out)
      out += (index == elements.count - 1 ? "" : ",") + lineBreak
    }
    out += layout == .compact ? close : String(repeating: "  ", count: depth) + close
  }

  private static func writeQuoted(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20: out += "\\u00" + hexadecimal(scalar.value)
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
