/// Finds the line of a log that says what went wrong first.
///
/// Builds print the cause once and its consequences many times, so the first line that is an error
/// in itself is worth more than the last. Python prints the cause at the end of a traceback, so the
/// first line after a traceback's frames is its error.
struct ErrorFinder: Sendable {
  private(set) var first: (line: Int, text: String)?
  private var count = 0
  private var isInTraceback = false

  mutating func read(_ line: String) {
    count += 1
    guard first == nil else { return }
    if line.hasPrefix("Traceback (most recent call last)") {
      isInTraceback = true
    } else if isInTraceback {
      guard let start = line.first, start != " " else { return }
      isInTraceback = false
      first = (count, line)
    } else if isError(line) {
      first = (count, line)
    }
  }

  private func isError(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }.lowercased()
    if quiet.contains(where: text.contains) { return false }
    return starts.contains(where: text.hasPrefix) || inside.contains(where: text.contains)
      || isException(line)
  }

  /// `ValueError: …`, as Python prints the last line of a traceback and tools print alone.
  private func isException(_ line: String) -> Bool {
    guard let colon = line.firstIndex(of: ":") else { return false }
    let name = line[..<colon]
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
      && (name.hasSuffix("Error") || name.hasSuffix("Exception"))
  }
}

private let starts = ["error:", "error ", "fatal:", "failed:", "e: "]
private let inside = [
  ": error: ", ": error:", " error: ", "fatal error:", "undefined reference to",
  "no space left on device", "segmentation fault", "out of memory", "cannot allocate memory",
  "assertion failed", "assertion `", "illegal instruction", "memoryerror",
]
private let quiet = [
  "0 error", "no error", "-werror", "warning:", "ignoring", "ignored", "errors: 0", "remark:",
]
