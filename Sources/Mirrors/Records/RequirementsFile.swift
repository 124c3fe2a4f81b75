import ReleaseModel

/// The exact versions of a `requirements.txt`
/// (<https://pip.pypa.io/en/stable/reference/requirements-file-format/>).
///
/// Options, other files and URLs in it are not followed.
struct RequirementsFile: Sendable, Equatable {
  /// The version of each project that is pinned by `==`, by its normal name.
  private(set) var pins: [String: String] = [:]
  /// The projects that are named without one exact version.
  private(set) var open: Set<String> = []

  init(_ bytes: [UInt8]) throws(RecordFault) {
    guard bytes.count <= RecordLimits.file else {
      throw RecordFault("\(bytes.count) bytes; the limit is \(RecordLimits.file)")
    }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw RecordFault("it is not UTF-8 text")
    }
    let lines = text.replacing("\\\r\n", with: " ").replacing("\\\n", with: " ")
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for line in lines { read(line) }
  }

  private mutating func read(_ line: Substring) {
    // A comment starts a line or follows a space; a marker follows ";", hashes are options.
    var rest = line
    if let start = rest.firstRange(of: " #") { rest = rest[..<start.lowerBound] }
    if let start = rest.firstRange(of: " --") { rest = rest[..<start.lowerBound] }
    rest = rest.prefix { $0 != ";" }.drop { $0.isWhitespace }
    guard let first = rest.first, first != "#", first != "-", !rest.contains("@") else { return }
    let name = rest.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    guard let project = ProjectName(normalizing: String(name))?.description else { return }
    var specifier = rest.dropFirst(name.count).filter { !$0.isWhitespace }
    if specifier.hasPrefix("["), let end = specifier.firstIndex(of: "]") {
      specifier = String(specifier[specifier.index(after: end)...])
    }
    let version = specifier.drop { $0 == "=" }
    let signs = specifier.count - version.count
    guard (2...3).contains(signs), pins[project] == nil, PythonVersion(String(version)) != nil
    else {
      // Twice is not exact either, whatever the two say.
      pins[project] = nil
      open.insert(project)
      return
    }
    if !open.contains(project) { pins[project] = String(version) }
  }
}
