import ReleaseModel

/// A comma-separated set of version conditions, such as `>=3.9,!=3.9.7`.
///
/// <https://packaging.python.org/en/latest/specifications/version-specifiers/#version-specifiers>
struct VersionSpecifiers: Sendable {
  private enum Comparison: String, CaseIterable {
    // Longest first: `==` starts `===`.
    case identical = "==="
    case compatible = "~="
    case equal = "=="
    case unequal = "!="
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
  }

  private struct Clause: Sendable {
    let comparison: Comparison
    let version: PythonVersion
    let isPrefix: Bool
  }

  private let clauses: [Clause]

  /// Parses `text`, or nil when one of the conditions is not understood; no conditions at all allow
  /// everything.
  init?(_ text: String) {
    var clauses: [Clause] = []
    for part in text.split(separator: ",") {
      let condition = part.filter { $0 != " " && $0 != "\t" }
      if condition.isEmpty { continue }
      guard let clause = Self.clause(condition) else { return nil }
      clauses.append(clause)
    }
    self.clauses = clauses
  }

  private static func clause(_ text: String) -> Clause? {
    guard let comparison = Comparison.allCases.first(where: { text.hasPrefix($0.rawValue) })
    else { return nil }
    let rest = text.dropFirst(comparison.rawValue.count)
    let isPrefix = rest.hasSuffix(".*")
    guard !isPrefix || comparison == .equal || comparison == .unequal,
      let version = PythonVersion(String(isPrefix ? rest.dropLast(2) : rest))
    else { return nil }
    if comparison == .compatible, version.release.count < 2 { return nil }
    return Clause(comparison: comparison, version: version, isPrefix: isPrefix)
  }

  /// Whether `version`, a final release, meets every condition.
  func allow(_ version: PythonVersion) -> Bool {
    clauses.allSatisfy { Self.allows($0, version) }
  }

  private static func allows(_ clause: Clause, _ version: PythonVersion) -> Bool {
    let wanted = clause.version
    switch clause.comparison {
    case .identical: return version.description == wanted.description
    case .compatible:
      return version >= wanted && starts(version, with: wanted.release.dropLast())
    case .equal:
      return clause.isPrefix ? starts(version, with: wanted.release[...]) : version == wanted
    case .unequal:
      return clause.isPrefix ? !starts(version, with: wanted.release[...]) : version != wanted
    case .atMost: return version <= wanted
    case .atLeast: return version >= wanted
    case .below: return version < wanted
    case .above: return version > wanted
    }
  }

  private static func starts(_ version: PythonVersion, with release: ArraySlice<UInt64>) -> Bool {
    let padding = [UInt64](repeating: 0, count: max(0, release.count - version.release.count))
    return (version.release + padding).starts(with: release)
  }
}

extension VersionSpecifiers {
  /// Whether some patch release of CPython 3.`minor` is allowed.
  ///
  /// A target names its Python by `cp311` alone. A wheel that excludes one patch release stays a
  /// candidate; should it be just the target's, the validation says so.
  func allowPython(minor: Int) -> Bool {
    (0...40).contains { patch in PythonVersion("3.\(minor).\(patch)").map(allow) ?? false }
  }
}
