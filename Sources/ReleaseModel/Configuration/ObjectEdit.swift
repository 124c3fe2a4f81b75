import JSON

/// Edits the members of one object in the layout that its author chose.
struct ObjectEdit {
  /// The text that a key shall have; nil removes it.
  typealias Change = (key: String, text: String?)

  private let object: DocumentOutline
  private let bytes: [UInt8]

  init(_ object: DocumentOutline, in bytes: [UInt8]) {
    self.object = object
    self.bytes = bytes
  }

  /// The edits that make `changes`, at least one of which keeps a member that is there; new members
  /// follow the last of those.
  func edits(_ changes: [Change]) -> [TextEdit] {
    let removed = changes.filter { $0.text == nil }.compactMap { index(of: $0.key) }
    return removals(of: Set(removed)) + replacements(changes) + insertion(changes)
  }

  /// The edits that give `key` the text, or take it away: in its place if it is there, else at the end.
  ///
  /// The object holds something else already.
  func setting(_ key: Key, to text: String?) -> [TextEdit] {
    setting(key.rawValue, to: text)
  }

  func setting(_ key: String, to text: String?) -> [TextEdit] {
    guard object[key] == nil, let text else { return edits([(key, text)]) }
    let end = object.members.last?.value.bytes.upperBound ?? object.bytes.lowerBound + 1
    return [TextEdit(range: end..<end, text: member(key, text))]
  }

  /// The edits that make `changes`; new members go to the end of the object.
  func edits(anywhere changes: [Change]) -> [TextEdit] {
    let removed = changes.filter { $0.text == nil }.compactMap { index(of: $0.key) }
    let new = changes.filter { $0.text != nil && object[$0.key] == nil }
    var edits = removals(of: Set(removed)) + replacements(changes)
    guard !new.isEmpty else { return edits }
    let end = object.members.last?.value.bytes.upperBound ?? object.bytes.lowerBound + 1
    let text = new.map { key, text in member(key, text ?? "null") }.joined()
    edits.append(
      TextEdit(range: end..<end, text: object.members.isEmpty ? String(text.dropFirst()) : text))
    return edits
  }

  private func replacements(_ changes: [Change]) -> [TextEdit] {
    changes.compactMap { key, text in
      guard let text, let member = object[key] else { return nil }
      return TextEdit(range: member.value.bytes, text: text)
    }
  }

  private func insertion(_ changes: [Change]) -> [TextEdit] {
    let kept = changes.filter { $0.text != nil }
    let new = kept.filter { object[$0.key] == nil }
    guard !new.isEmpty, let anchor = kept.compactMap({ index(of: $0.key) }).max() else { return [] }
    let end = object.members[anchor].value.bytes.upperBound
    let members = new.map { key, text in member(key, text ?? "null") }
    return [TextEdit(range: end..<end, text: members.joined())]
  }

  private func member(_ key: String, _ text: String) -> String {
    "," + space + JSONValue.string(key).text() + ": " + text
  }

  /// Each with the comma before it; those before the first kept member with the comma after.
  private func removals(of indices: Set<Int>) -> [TextEdit] {
    let members = object.members
    let firstKept = members.indices.first { !indices.contains($0) } ?? members.count
    return indices.sorted().map { index in
      let member = members[index]
      guard index > firstKept else {
        let next = index + 1 < members.count ? members[index + 1].keyBytes.lowerBound : nil
        return TextEdit(
          range: member.keyBytes.lowerBound..<(next ?? member.value.bytes.upperBound), text: "")
      }
      let before = members[index - 1].value.bytes.upperBound
      return TextEdit(range: before..<member.value.bytes.upperBound, text: "")
    }
  }

  private func index(of key: String) -> Int? { object.members.firstIndex { $0.key == key } }

  /// What stands before the first key: a space, or a line end and an indentation.
  private var space: String {
    guard let first = object.members.first else { return " " }
    let gap = bytes[(object.bytes.lowerBound + 1)..<first.keyBytes.lowerBound]
    return gap.isEmpty ? " " : String(decoding: gap, as: UTF8.self)
  }
}

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
