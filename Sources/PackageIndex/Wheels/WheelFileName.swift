import ReleaseModel

/// What the name of a wheel says about it.
///
/// `{distribution}-{version}(-{build})?-{python}-{abi}-{platform}.whl`, each of the last three a set
/// joined by dots:
/// <https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention>.
package struct WheelFileName: Sendable, Hashable, CustomStringConvertible {
  /// The number and the rest of a build tag, which orders otherwise equal wheels.
  package struct Build: Sendable, Hashable, Comparable {
    package let number: UInt64
    package let rest: String

    package static func < (left: Self, right: Self) -> Bool {
      (left.number, left.rest) < (right.number, right.rest)
    }
  }

  /// As it was written.
  package let description: String
  package let project: ProjectName
  package let version: PythonVersion
  package let build: Build?
  package let pythonTags: [String]
  package let abiTags: [String]
  package let platformTags: [String]

  /// Parses `text`, or nil when it is not the name of a wheel.
  package init?(_ text: String) {
    guard text.hasSuffix(".whl"), !text.contains("/"), text.utf8.count <= 255 else { return nil }
    var parts = text.dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 5 || parts.count == 6, let platform = parts.popLast(),
      let abi = parts.popLast(), let python = parts.popLast()
    else { return nil }
    if parts.count == 3 {
      guard let build = Self.build(parts.removeLast()) else { return nil }
      self.build = build
    } else {
      build = nil
    }
    guard let project = ProjectName(normalizing: parts[0]), let version = PythonVersion(parts[1]),
      let pythonTags = Self.tags(python), let abiTags = Self.tags(abi),
      let platformTags = Self.tags(platform)
    else { return nil }
    description = text
    self.project = project
    self.version = version
    self.pythonTags = pythonTags
    self.abiTags = abiTags
    self.platformTags = platformTags
  }

  private static func tags(_ text: String) -> [String]? {
    let tags = text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard tags.allSatisfy({ !$0.isEmpty }) else { return nil }
    return tags.map(String.init)
  }

  private static func build(_ text: String) -> Build? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = UInt64(digits) else { return nil }
    return Build(number: number, rest: String(text.dropFirst(digits.count)))
  }
}
