import JSON

/// Reads where a roll's candidates come from.
struct SourceReader {
  private static let words = ["head", "index"]
  private static let kinds = ["tags", "pinned-by", "index", "recorded-in"]
  private static let expected =
    "\"head\", \"index\", or an object with one of "
    + kinds.map { quoted($0) }.joined(separator: ", ")

  func source(_ cursor: Cursor) -> Source? {
    if let word = cursor.value.string { return source(named: word, cursor) }
    guard let object = cursor.value.object else { return cursor.wrong(Self.expected) }
    let unknown = object.keys.filter { !Self.kinds.contains($0) }
    for key in unknown {
      cursor.key(key).mistake(
        found: "the unknown source \(quoted(key))", expected: Self.expected,
        hint: suggestion(for: key, among: Self.kinds))
    }
    guard unknown.isEmpty else { return nil }
    guard object.count == 1, let (key, value) = object.first(where: { _ in true }) else {
      return cursor.wrong(Self.expected, found: "an object with \(object.count) keys")
    }
    return source(of: key, cursor.member(key, value))
  }

  private func source(named word: String, _ cursor: Cursor) -> Source? {
    switch word {
    case "head": return .head
    case "index": return .index(preReleases: false)
    default:
      cursor.mistake(
        expected: Self.expected, hint: suggestion(for: word, among: Self.words + Self.kinds))
      return nil
    }
  }

  private func source(of key: String, _ cursor: Cursor) -> Source? {
    switch key {
    case "tags": return cursor.tagPattern().map { .tags($0) }
    case "pinned-by": return cursor.name(of: ComponentKind.self).map { .pinnedBy($0) }
    case "recorded-in": return cursor.name(of: ComponentKind.self).map { .recordedIn($0) }
    default:
      guard let members = cursor.members(.indexSource) else { return nil }
      guard let member = members["pre-releases"] else { return .index(preReleases: false) }
      return member.flag().map { .index(preReleases: $0) }
    }
  }
}

extension Cursor {
  /// A tag's name with `*`, which never leaves `refs/tags/`.
  func tagPattern() -> String? {
    let expected =
      "a pattern for tag names, where '*' matches anything, such as \"iree-*rc*\""
    guard let text = text(expected: expected) else { return nil }
    guard BranchName(text.replacing("*", with: "x")) != nil else { return wrong(expected) }
    return text
  }
}
