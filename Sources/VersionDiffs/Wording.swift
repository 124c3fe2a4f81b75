import ReleaseModel

/// The sentences that every rendering shares; `quote` makes upstream's words safe for its place.
struct Wording {
  let quote: (String) -> String

  func headline(of commits: CommitsBetween) -> String {
    switch commits.direction {
    case .forward: counted(commits)
    case .backward: "goes back: \(plural(commits.commits, "commit")) left out"
    case .diverged:
      "not on the same line of the branch: \(plural(commits.commits, "commit")) come in, "
        + "\(grouped(commits.leftOut)) are left out"
    case .unrelated:
      "the two have no common history: \(plural(commits.commits, "commit")) come in, "
        + "\(grouped(commits.leftOut)) are left out"
    }
  }

  func headline(of versions: VersionsBetween) -> String {
    let direction = versions.isDowngrade ? "goes back" : ""
    let passed: String
    switch versions.passedOver {
    case .known(let labels) where labels.isEmpty: passed = "the next version"
    case .known(let labels):
      let shown = labels.prefix(8).map(quote).joined(separator: ", ")
      let rest = labels.count > 8 ? " and \(labels.count - 8) more" : ""
      passed = "passing over \(shown)\(rest)"
    case .unknown(let because): passed = "versions between unknown: \(quote(because))"
    }
    guard !direction.isEmpty else { return passed }
    if case .known(let labels) = versions.passedOver, labels.isEmpty { return direction }
    return "\(direction), \(passed)"
  }

  /// `Ada 12, Grace 7 and 3 more`.
  func people(_ authors: [CommitsBetween.Author], limit: Int) -> String {
    let shown = authors.prefix(limit).map { "\(quote($0.name)) \(grouped($0.commits))" }
    let rest = authors.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(grouped(rest)) more" : "")
  }

  /// `compiler 3,759 (+12 −4)`, each folder.
  func folders(_ folders: [CommitsBetween.FolderChange], limit: Int) -> [String] {
    let shown = folders.prefix(limit).map { folder in
      let name = folder.name.isEmpty ? "(top)" : quote(folder.name)
      return "\(name) \(grouped(folder.files))" + (folder.lines.map { " (\(lines($0)))" } ?? "")
    }
    let rest = folders.dropFirst(limit).reduce(0) { $0 + $1.files }
    return shown + (rest > 0 ? ["\(grouped(rest)) elsewhere"] : [])
  }

  func total(of folders: [CommitsBetween.FolderChange]) -> String {
    let files = plural(folders.reduce(0) { $0 + $1.files }, "file")
    let counted = folders.compactMap(\.lines)
    guard !counted.isEmpty else { return files }
    let sum = CommitsBetween.Lines(
      added: counted.reduce(0) { $0 + $1.added }, deleted: counted.reduce(0) { $0 + $1.deleted })
    return "\(files), \(lines(sum)) lines"
  }

  /// `71.2 MB → 80.1 MB (+12 %)`.
  func size(of file: VersionsBetween.FileMove) -> String {
    let from = file.from.map(bytes) ?? "?"
    let to = file.to.map(bytes) ?? "?"
    guard let old = file.from, let new = file.to, old > 0 else { return "\(from) → \(to)" }
    let percent = Int((Double(new - old) / Double(old) * 100).rounded())
    return "\(from) → \(to)"
      + (percent == 0 ? "" : " (\(percent > 0 ? "+" : "−")\(abs(percent)) %)")
  }

  /// `2023-10-26 → 2026-08-21 (1,030 days)`, or what is known of it.
  func dates(from: CalendarDate?, to: CalendarDate?) -> String? {
    guard from != nil || to != nil else { return nil }
    let move = "\(from.map { "\($0)" } ?? "?") → \(to.map { "\($0)" } ?? "?")"
    guard let from, let to, from != to else { return move }
    let days = to.days - from.days
    return move + " (\(days < 0 ? "−" : "")\(plural(Int(abs(days)), "day")))"
  }

  /// A commit's first digits, or a version as it is.
  func short(_ name: String?) -> String {
    guard let name else { return "–" }
    return quote(Revision(name)?.abbreviated ?? name)
  }

  private func counted(_ commits: CommitsBetween) -> String {
    let count = plural(commits.commits, "commit")
    let authors = commits.authors.count
    return authors == 0
      ? count : "\(count) by \(authors == 1 ? "one person" : "\(grouped(authors)) people")"
  }

  private func lines(_ lines: CommitsBetween.Lines) -> String {
    "+\(grouped(lines.added)) −\(grouped(lines.deleted))"
  }
}

/// `6,349`.
func grouped(_ number: Int) -> String {
  var digits = Array(String(abs(number)))
  for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
  return (number < 0 ? "−" : "") + String(digits)
}

/// `1 commit`, `6,349 commits`.
func plural(_ number: Int, _ noun: String) -> String {
  "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

private func bytes(_ number: Int64) -> String {
  switch number {
  case ..<1_000: "\(number) B"
  case ..<1_000_000: "\(number / 1_000) kB"
  default: "\(number / 1_000_000).\(number % 1_000_000 / 100_000) MB"
  }
}
