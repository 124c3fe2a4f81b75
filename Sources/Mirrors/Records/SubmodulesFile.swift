/// Where the submodules of a repository lie, by `.gitmodules` (<https://git-scm.com/docs/gitmodules>).
///
/// Their URLs are not read: nothing is followed, and the commit of each stands in the tree.
struct SubmodulesFile: Sendable, Equatable {
  /// The path of each submodule, by its name.
  private(set) var paths: [String: String] = [:]

  init(_ bytes: [UInt8]) throws(RecordFault) {
    guard bytes.count <= RecordLimits.file else {
      throw RecordFault("\(bytes.count) bytes; the limit is \(RecordLimits.file)")
    }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw RecordFault("it is not UTF-8 text")
    }
    var name: String?
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = line.trimmed
      guard !line.isEmpty, !line.hasPrefix("#"), !line.hasPrefix(";") else { continue }
      if line.hasPrefix("[") {
        name = try Self.section(line, number: index + 1)
        continue
      }
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmed.lowercased() == "path", let name else { continue }
      guard paths.updateValue(String(parts[1].trimmed.unquoted), forKey: name) == nil else {
        throw RecordFault(line: index + 1, "\(quotedRecord(name)) has two paths")
      }
      guard paths.count <= RecordLimits.entries else {
        throw RecordFault("more than \(RecordLimits.entries) submodules")
      }
    }
  }

  /// The name in `[submodule "name"]`; nil for another section.
  private static func section(_ line: Substring, number: Int) throws(RecordFault) -> String? {
    guard line.hasSuffix("]") else { throw RecordFault(line: number, "a section is not closed") }
    let words = line.dropFirst().dropLast().split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].lowercased() == "submodule" else { return nil }
    return String(words[1].trimmed.unquoted)
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  fileprivate var unquoted: Substring {
    count > 1 && hasPrefix("\"") && hasSuffix("\"") ? dropFirst().dropLast() : self
  }
}
