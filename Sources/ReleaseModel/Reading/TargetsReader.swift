import Digest
import JSON

/// Reads `schedules/targets.json`.
struct TargetsReader {
  func targets(_ cursor: Cursor) -> [Target]? {
    guard let members = cursor.members(.targets) else { return nil }
    _ = members["why"]?.text()
    return members["targets"]?.entries(of: "targets") { name, cursor in target(name, cursor) }?
      .map(\.1)
  }

  private func target(_ name: TargetName, _ cursor: Cursor) -> Target? {
    guard let members = cursor.members(.target) else { return nil }
    _ = members["why"]?.text()
    let isEnabled = members["enabled"]?.flag()
    let missing = members["missing"]?.text()
    let python = members["python"].flatMap(python)
    let platforms = members["platforms"]?.list(atLeast: 1, of: "platform tags", platform)
    let image = members["image"].flatMap(image)
    let agrees = isEnabled.map { agreement(cursor, members, isEnabled: $0) } ?? false
    guard let isEnabled, let python, let platforms, agrees else { return nil }
    return Target(
      name: name, isEnabled: isEnabled, missing: missing, pythonTag: python, platforms: platforms,
      image: image ?? "")
  }

  /// An enabled target needs an image; a disabled one says what is missing.
  private func agreement(_ cursor: Cursor, _ members: Members, isEnabled: Bool) -> Bool {
    if isEnabled, let missing = members["missing"] {
      missing.mistake(
        found: "\"missing\" in an enabled target",
        expected: "\"missing\" only where \"enabled\" is false")
      return false
    }
    if isEnabled, members["image"] == nil {
      cursor.mistake(
        found: "an enabled target without \"image\"",
        expected: "a folder of images/, or an image by digest")
      return false
    }
    if !isEnabled, members["missing"] == nil {
      cursor.mistake(
        found: "a disabled target without a reason", expected: "the key \"missing\"",
        hint: "say what is missing before it can be enabled")
      return false
    }
    return true
  }

  private func python(_ cursor: Cursor) -> String? {
    let expected = "a CPython tag such as \"cp311\""
    guard let text = cursor.text(expected: expected) else { return nil }
    let digits = text.dropFirst(3).utf8
    let isGood =
      text.hasPrefix("cp3") && (1...2).contains(digits.count)
      && digits.allSatisfy { (48...57).contains($0) }
    return isGood ? text : cursor.wrong(expected)
  }

  private func platform(_ cursor: Cursor) -> String? {
    let expected = "a platform tag such as \"manylinux_2_36_x86_64\" or \"macosx_13_0_arm64\""
    guard let text = cursor.text(expected: expected) else { return nil }
    let systems = ["manylinux_2_", "musllinux_1_", "macosx_", "win_"]
    let isPlain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
    }
    guard isPlain, text.utf8.count <= 100, systems.contains(where: text.hasPrefix),
      !text.hasSuffix("_")
    else { return cursor.wrong(expected) }
    return text
  }

  private func image(_ cursor: Cursor) -> String? {
    let expected = "the name of a folder of images/, or registry/name@sha256:<64 hex>"
    guard let text = cursor.text(expected: expected) else { return nil }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, SHA256Digest(parts[1]) != nil, isImageName(parts[0]) { return text }
    if PlainWord(text) != nil { return text }
    let isTag = parts.count == 1 && text.contains(":") && isImageName(text)
    cursor.mistake(
      isTag ? .refused : .badData, expected: expected,
      hint: "a tag can be moved to another image; a digest cannot")
    return nil
  }

  private func isImageName(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && text.utf8.count <= 300
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (97...122).contains(byte) || (65...90).contains(byte)
          || "._-/:".utf8.contains(byte)
      }
  }
}
