import Digest

/// The largest page of one project that is read, in bytes. The longest-lived projects have some
/// 10,000 files at half a kilobyte each.
package let largestPage = 32 << 20

/// Whether `name` can be the name of a file in a folder, whichever program made the page.
func isFileName(_ name: String) -> Bool {
  !name.isEmpty && name.utf8.count <= 255 && name != "." && name != ".."
    && name.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x20 && scalar.value < 0x7F && scalar != "/" && scalar != "\\"
    }
}

/// A hash as pages spell it: hexadecimal digits in either case.
func digest(_ text: String?) -> SHA256Digest? {
  text.flatMap { SHA256Digest(hexadecimal: $0.lowercased()) }
}

/// A stranger's text, fit for one line of a message: printable, at most 200 characters.
func shown(_ text: String) -> String {
  let line = text.unicodeScalars.prefix(200).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
      .surrogate:
      " "
    default: String(scalar)
    }
  }.joined()
  return text.unicodeScalars.count > 200 ? line + "…" : line
}
