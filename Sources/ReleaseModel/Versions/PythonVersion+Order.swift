// The order of PEP 440, "Summary of permitted suffixes and relative ordering". Equality follows the
// order, so 1.0 equals 1.0.0.

extension PythonVersion: Comparable, Hashable {
  package static func == (left: Self, right: Self) -> Bool { left.key == right.key }

  package static func < (left: Self, right: Self) -> Bool {
    left.key.lexicographicallyPrecedes(right.key)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// This version as a list whose lexicographic order is PEP 440's.
  private var key: [KeyPart] {
    var key: [KeyPart] = [.number(epoch)]
    let trailingZeros = release.reversed().prefix { $0 == 0 }.count
    key += release.dropLast(trailingZeros).map(KeyPart.number)
    key.append(.end)
    key += preKey
    key += post.map { [.number($0)] } ?? [.before]
    key += dev.map { [.number($0)] } ?? [.after]
    return key + localKey
  }

  private var preKey: [KeyPart] {
    if let pre { return [.number(UInt64(pre.kind.rawValue)), .number(pre.number)] }
    // 1.0.dev1 sorts before 1.0a1; 1.0 and 1.0.post1 after 1.0rc1.
    return post == nil && dev != nil ? [.before] : [.after]
  }

  private var localKey: [KeyPart] {
    guard !local.isEmpty else { return [.before] }
    return local.map { part in
      switch part {
      case .text(let text): .text(text)
      case .number(let number): .number(number)
      }
    } + [.end]
  }
}

/// Texts come before numbers, as in local versions; `end` before both, so that a prefix comes first.
private enum KeyPart: Comparable, Hashable {
  case before
  case end
  case text(String)
  case number(UInt64)
  case after

  static func < (left: KeyPart, right: KeyPart) -> Bool {
    switch (left, right) {
    case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
    case (.number(let one), .number(let other)): one < other
    case (.before, _), (.end, _), (.text, _), (.number, _), (.after, _): left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .before: 0
    case .end: 1
    case .text: 2
    case .number: 3
    case .after: 4
    }
  }
}
