import Foundation
import Processes
import SafeText

/// The log of one validation: a capped file, the newest lines, and the first error.
package actor RunLog {
  /// Where the whole log lies.
  package nonisolated let file: URL
  private let onLine: @Sendable (String) -> Void
  private var capped: CappedLog
  private var splitters: [ProcessStream: LineSplitter] = [:]
  private var tail = LineTail(limit: 16_000)
  private var finder = ErrorFinder()
  private var bytes = 0
  private var saidFullDisk = false

  /// A log in `file`; each line is also handed to `onLine`.
  package init(file: URL, onLine: @escaping @Sendable (String) -> Void) {
    self.file = file
    self.onLine = onLine
    capped = CappedLog(at: file)
  }

  /// Adds a piece of a process's output; answers how many bytes came since `begin`.
  package func take(_ stream: ProcessStream, _ piece: [UInt8]) -> Int {
    bytes += piece.count
    for line in splitters[stream, default: LineSplitter()].feed(piece) { add(line) }
    return bytes
  }

  /// Starts a stage: a heading in the log, and the count of bytes and the first error anew.
  package func begin(_ heading: String) {
    endOfStreams()
    bytes = 0
    finder = ErrorFinder()
    saidFullDisk = false
    write("== \(heading)")
  }

  /// Adds a line of our own.
  package func note(_ line: String) {
    endOfStreams()
    write(visibleText(line))
  }

  /// The lines that no newline ended.
  package func endOfStreams() {
    for stream in [ProcessStream.output, .error] {
      if let line = splitters[stream]?.finish() { add(line) }
    }
  }

  /// Whether a line since `begin` said that a disk was full, or the log itself found no room.
  var sawFullDisk: Bool { saidFullDisk || capped.sawFullDisk }

  /// The first error since `begin`.
  package var firstError: String? { finder.first?.text }

  /// Writes out what is held back and gives the text for the evidence.
  package func close() -> String {
    endOfStreams()
    capped.finish()
    return excerpt(firstError: finder.first, tail: Array(tail.lines))
  }

  private func add(_ line: String) {
    finder.read(line)
    if saysDiskFull(line) { saidFullDisk = true }
    write(line)
    onLine(line)
  }

  private func write(_ line: String) {
    capped.append(line)
    tail.append(line)
  }
}

/// The end of a log in at most `limit` characters; the first error stands above it when the end
/// does not show it.
func excerpt(
  firstError: (line: Int, text: String)?, tail: [String], limit: Int = 4_000
) -> String {
  let end = tail.joined(separator: "\n")
  if end.count <= limit, firstError.map({ end.contains($0.text) }) ?? true { return end }
  guard let firstError, !end.suffix(limit).contains(firstError.text) else {
    return "…" + end.suffix(limit - 1)
  }
  let head = "first error (line \(firstError.line)): \(firstError.text.prefix(1_000))\n…\n"
  return head + end.suffix(limit - head.count)
}
