import ReleaseModel

/// Whether `version_info.json` is laid out so that a bump is a diff of one line.
struct CanonicalForm {
  let bytes: [UInt8]

  /// The first line that is laid out otherwise; nothing for a file that has worse mistakes.
  var mistake: Mistake? {
    guard let canonical = try? VersionInfo.canonical(bytes), canonical != bytes else { return nil }
    let found = lines(bytes)
    let expected = lines(canonical)
    let line = zip(found, expected).enumerated().first { $1.0 != $1.1 }?.offset
    let number = line ?? min(found.count, expected.count)
    return Mistake(
      file: VersionInfo.path, place: Place(line: number + 1, column: 1),
      found: number < found.count ? description(found[number]) : "the end of the file",
      expected: number < expected.count
        ? description(expected[number]) : "the end of the file, as in the canonical form",
      hint: "roller fmt writes this form")
  }

  private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private func description(_ line: ArraySlice<UInt8>) -> String {
    line.isEmpty ? "an empty line" : quoted(String(decoding: line, as: UTF8.self))
  }
}
