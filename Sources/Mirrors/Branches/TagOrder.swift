import ReleaseModel

/// How tags that match one pattern follow each other: as versions, or as dates and counts.
///
/// The rest of a name after the pattern's beginning is read as PEP 440 where possible
/// (`iree-3.12.0rc20260822`, `candidate-20231027.689`), else number by number (`build-2026-08-22-2`).
struct TagOrder: Sendable {
  let pattern: TagPattern

  /// Whether `left` is older than `right`.
  func precedes(_ left: String, _ right: String) -> Bool {
    if let one = version(left), let other = version(right) { return one < other }
    let (one, other) = (parts(left), parts(right))
    for (first, second) in zip(one, other) where first != second {
      switch (first, second) {
      case (.number(let one), .number(let other)): return one < other
      case (.text(let one), .text(let other)): return one < other
      case (.number, .text): return true
      case (.text, .number): return false
      }
    }
    return one.count < other.count
  }

  private func version(_ name: String) -> PythonVersion? {
    PythonVersion(String(name.dropFirst(pattern.literalPrefix.count)))
  }

  private enum Part: Equatable {
    case number(UInt64)
    case text(String)
  }

  private func parts(_ name: String) -> [Part] {
    var parts: [Part] = []
    var rest = name[...]
    while let first = rest.first {
      let isDigit = first.isASCII && first.isNumber
      let run = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
      let number = isDigit ? UInt64(run) : nil
      parts.append(number.map { .number($0) } ?? .text(String(run)))
      rest = rest.dropFirst(run.count)
    }
    return parts
  }
}
