/// A tag's name where `*` stands for any text, a slash included.
package struct TagPattern: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ text: String) {
    description = text
  }

  /// What every matching name begins with.
  var literalPrefix: String { String(description.prefix { $0 != "*" }) }

  /// Whether `name` matches, in time proportional to the lengths' product at worst.
  package func matches(_ name: String) -> Bool {
    let (pattern, text) = (Array(description.utf8), Array(name.utf8))
    var (p, t) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (p, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        p = last.pattern + 1
        t = last.text + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
