import Foundation
import TestKit
import Testing

@testable import Containers

@Suite("What is kept of output", .timeLimit(.minutes(20)))
struct OutputTests {
  @Test("lines come whole however they are cut, and the last one without a newline too")
  func lines() {
    var splitter = LineSplitter()
    #expect(splitter.feed(Array("one\ntw".utf8)) == ["one"])
    #expect(splitter.feed(Array("o\r\nthr".utf8)) == ["two"])
    #expect(splitter.feed(Array("ee".utf8)).isEmpty)
    #expect(splitter.finish() == "three")
    #expect(splitter.finish() == nil)
  }

  @Test("a line without end takes no memory, and says what is missing")
  func longLine() {
    var splitter = LineSplitter(limit: 10)
    for _ in 1...1_000 { _ = splitter.feed(Array(repeating: 0x61, count: 1_000)) }
    #expect(splitter.feed([0x0A]) == ["aaaaaaaaaa … (999990 bytes of this line omitted)"])
  }

  @Test("a log keeps its head and its tail, and counts what is between")
  func cappedLog() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "log")
    var log = CappedLog(at: file, head: 20, tail: 20)
    for number in 100..<200 { log.append("line \(number)") }
    log.finish()
    let failure = log.failure
    #expect(failure == nil)
    #expect(
      try String(contentsOf: file, encoding: .utf8)
        == "line 100\nline 101\n… 96 lines omitted …\nline 198\nline 199\n")
  }

  @Test("a full disk stops the log and is named")
  func fullDisk() {
    var log = CappedLog(at: URL(filePath: "/dev/full"))
    log.append("something")
    let failure = log.failure
    #expect(failure == "no space left on the disk")
  }

  @Test(
    "the first line that is an error in itself is found",
    arguments: [
      ("a.cc:3:1: error: no member\nb.cc:1:1: error: other", "a.cc:3:1: error: no member"),
      (
        "warning: error: quoted\n-Werror=all\nld: undefined reference to `f'",
        "ld: undefined reference to `f'"
      ),
      (
        "Traceback (most recent call last):\n  File \"x\"\n    raise\nValueError: bad\nerror: x",
        "ValueError: bad"
      ),
      ("0 errors\nmax |error| 1e-7\nImportError: no module", "ImportError: no module"),
      ("cp: No space left on device\nerror: failed", "cp: No space left on device"),
    ])
  func firstError(log: String, error: String) {
    var finder = ErrorFinder()
    for line in log.split(separator: "\n") { finder.read(String(line)) }
    #expect(finder.first?.text == error)
  }

  @Test("a quiet log has no error")
  func noError() {
    var finder = ErrorFinder()
    for line in ["compiling", "0 errors", "max |error| 1.2e-07 ≤ 1e-05"] { finder.read(line) }
    #expect(finder.first == nil)
  }

  @Test("the excerpt shows the first error even when it is far above the end")
  func excerptOfLongLog() {
    let tail = (1...1_000).map { "line \($0)" }
    let text = excerpt(firstError: (12, "error: the cause"), tail: tail)
    #expect(text.hasPrefix("first error (line 12): error: the cause\n…\n"))
    #expect(text.hasSuffix("line 1000"))
    #expect(text.count == 4_000)
    #expect(excerpt(firstError: (1, "error: x"), tail: ["error: x", "end"]) == "error: x\nend")
  }

  @Test("a full disk is seen however it is wrapped")
  func diskFull() {
    #expect(isDiskFull(POSIXError(.ENOSPC)))
    #expect(isDiskFull(CocoaError(.fileWriteOutOfSpace)))
    #expect(
      isDiskFull(
        NSError(domain: "x", code: 1, userInfo: [NSUnderlyingErrorKey: POSIXError(.EDQUOT)])))
    #expect(!isDiskFull(POSIXError(.EACCES)))
  }
}
