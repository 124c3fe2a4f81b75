import Errors
import Foundation
import SafeText

/// A log file of bounded size that keeps its beginning and its end.
///
/// The beginning says what was run, the end says what went wrong; a flood between them is counted.
/// A full disk stops the file and never the run.
struct CappedLog: ~Copyable {
  private let file: FileHandle?
  private var headRoom: Int
  private var tail: LineTail
  /// Why the file is incomplete, when writing failed.
  private(set) var failure: String?
  /// Whether it was for want of room on the disk.
  private(set) var sawFullDisk = false

  /// Starts the file at `url` with room for `head` bytes before and `tail` bytes after a gap.
  init(at url: URL, head: Int = 12 << 20, tail: Int = 8 << 20) {
    headRoom = head
    self.tail = LineTail(limit: tail)
    do {
      if !FileManager.default.fileExists(atPath: url.path) {
        try Data().write(to: url)
      }
      file = try FileHandle(forWritingTo: url)
    } catch {
      file = nil
      failure = visibleText(Failure(error, doing: "").found, limit: 200)
      sawFullDisk = isDiskFull(error)
    }
  }

  deinit { try? file?.close() }

  mutating func append(_ line: String) {
    let size = line.utf8.count + 1
    guard headRoom >= size else {
      headRoom = 0
      tail.append(line)
      return
    }
    headRoom -= size
    write(line + "\n")
  }

  /// Writes what was held back.
  mutating func finish() {
    if tail.leftOut > 0 { write("… \(tail.leftOut) lines omitted …\n") }
    let rest = tail.lines
    if !rest.isEmpty { write(rest.joined(separator: "\n") + "\n") }
    tail = LineTail(limit: 0)
  }

  private mutating func write(_ text: String) {
    guard failure == nil, let file else { return }
    do {
      try file.write(contentsOf: Data(text.utf8))
    } catch {
      sawFullDisk = isDiskFull(error)
      failure =
        sawFullDisk
        ? "no space left on the disk" : visibleText(Failure(error, doing: "").found, limit: 200)
    }
  }
}

/// Whether `error` says that the disk or a quota is full, however deeply Foundation wraps it.
func isDiskFull(_ error: any Error) -> Bool { Failure(error, doing: "").isDiskFull }

/// Whether a line of output says that a disk was full.
///
/// A full disk is our fault and not the pins', so it must not make a verdict red.
func saysDiskFull(_ line: String) -> Bool {
  line.contains("No space left on device") || line.contains("Disk quota exceeded")
    || line.contains("[Errno 28]")
}
