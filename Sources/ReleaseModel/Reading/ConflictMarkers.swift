/// A conflict that a merge left in a text, and the names of its sides.
///
/// Seven characters at the start of a line, as git writes them:
/// <https://git-scm.com/docs/git-merge#_how_conflicts_are_presented>. No line of a JSON text can
/// start so.
struct ConflictMarkers: Equatable {
  /// Of the opening marker, counted from 1.
  let line: Int
  let ours: String
  let theirs: String

  /// The conflicts in `bytes`, in order; a lone marker counts as one.
  static func all(in bytes: [UInt8]) -> [ConflictMarkers] {
    var found: [ConflictMarkers] = []
    var open: (line: Int, ours: String)?
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let ours = side(of: line, marker: "<") {
        open = (index + 1, ours)
      } else if let theirs = side(of: line, marker: ">") {
        let start = open ?? (index + 1, "an unknown side")
        found.append(ConflictMarkers(line: start.line, ours: start.ours, theirs: theirs))
        open = nil
      }
    }
    if let open {
      found.append(ConflictMarkers(line: open.line, ours: open.ours, theirs: "an unknown side"))
    }
    return found
  }

  private static func side(of line: ArraySlice<UInt8>, marker: Unicode.Scalar) -> String? {
    let markers = Array(repeating: UInt8(ascii: marker), count: 7)
    guard line.starts(with: markers) else { return nil }
    let rest = line.dropFirst(7)
    guard rest.isEmpty || [0x20, 0x0D].contains(rest[rest.startIndex]) else { return nil }
    let text = String(decoding: rest, as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
