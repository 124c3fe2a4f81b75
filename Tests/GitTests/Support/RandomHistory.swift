import TestKit

/// A history of `size` commits with branches and merges, the same for the same seed.
struct RandomHistory {
  /// For git fast-import; commit number n is `refs/tags/c<n>`, the last is also `refs/heads/main`.
  let stream: String

  init(seed: UInt64, size: Int) {
    var random = SeededRandom(seed: seed)
    var lines: [String] = []
    for number in 0..<size {
      lines += ["commit refs/tags/c\(number)", "mark :\(number + 1)"]
      // Dates go back and forth, as they do upstream.
      let seconds = 1_700_000_000 + number * 60 + Int(random.next() % 4000) - 2000
      lines += ["committer Ada <ada@example.org> \(seconds) +0000"]
      let message = "Commit \(number)\n\nIts body.\n"
      lines += ["data \(message.utf8.count)", message]
      lines += Self.parents(of: number, &random)
      lines += ["M 100644 inline f\(number % 7)", "data \(String(number).utf8.count)", "\(number)"]
    }
    lines += ["reset refs/heads/main", "from :\(size)", ""]
    stream = lines.joined(separator: "\n")
  }

  private static func parents(of number: Int, _ random: inout SeededRandom) -> [String] {
    guard number > 0 else { return [] }
    let reach = min(number, 4)
    let first = number - Int(random.next() % UInt64(reach))
    let other = 1 + Int(random.next() % UInt64(number))
    let isMerge = random.next() % 4 == 0 && other != first
    return isMerge ? ["from :\(first)", "merge :\(other)"] : ["from :\(first)"]
  }
}
