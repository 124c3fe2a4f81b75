/// A replacement of some bytes of a text.
struct TextEdit: Equatable {
  let range: Range<Int>
  let text: String

  /// `bytes` with all `edits` made; they must not overlap.
  static func applying(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var place = 0
    for edit in edits.sorted(by: Self.comesBefore) {
      precondition(edit.range.lowerBound >= place, "two edits of the same bytes")
      out += bytes[place..<edit.range.lowerBound]
      out += edit.text.utf8
      place = edit.range.upperBound
    }
    return out + bytes[place...]
  }

  /// By place; an insertion comes before what replaces the bytes after it.
  private static func comesBefore(_ one: TextEdit, _ other: TextEdit) -> Bool {
    (one.range.lowerBound, one.range.upperBound) < (other.range.lowerBound, other.range.upperBound)
  }
}
