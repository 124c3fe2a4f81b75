import Foundation
import Testing

@testable import Errors

@Suite("An error of the system is told in words, with a remedy", .timeLimit(.minutes(20)))
struct FailureTests {
  @Test(
    "every number has words of ours and no number in them", arguments: 0...133 as ClosedRange<Int32>
  )
  func numbers(code: Int32) {
    let error = Failure(code, doing: "writing /x")
    #expect(error.description.hasPrefix("writing /x: "))
    #expect(!error.found.isEmpty && !error.hint.isEmpty)
    #expect(error.found.first?.isUppercase == false)
  }

  @Test(
    "a full disk, a quota and a limit are no room; only the machine's troubles are the machine's")
  func kinds() {
    for code in [ENOSPC, EDQUOT, EFBIG] { #expect(Failure(code, doing: "x").isDiskFull) }
    for code in [ENOSPC, EROFS, EACCES, EIO, EMFILE] {
      #expect(Failure(code, doing: "x").mayPass)
    }
    for code in [ENOENT, ENOTDIR, EISDIR, EEXIST, 0] {
      #expect(!Failure(code, doing: "x").mayPass)
    }
  }

  @Test("what Foundation throws is told by the number behind it")
  func foundation() throws {
    let cases: [(String, Int32)] = [
      ("/proc/1/nowhere/x", ENOENT), ("/dev/null/x", ENOTDIR), ("/dev/full", ENOSPC),
    ]
    for (path, code) in cases {
      let error = #expect(throws: (any Error).self) {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: Data("x".utf8))
      }
      #expect(
        Failure.code(of: try #require(error)) == code, "\(path): \(String(describing: error))")
    }
    let created = #expect(throws: (any Error).self) {
      try FileManager.default.createDirectory(
        atPath: "/dev/null/a/b", withIntermediateDirectories: true)
    }
    let worded = Failure(try #require(created), doing: "making /dev/null/a/b")
    #expect(!worded.description.contains("Domain"), "\(worded)")
    #expect(!worded.description.contains("Error"), "\(worded)")
  }

  @Test("the machine's trouble is found in the words of libraries and programs")
  func texts() {
    #expect(Failure.code(in: "write error: No space left on device") == ENOSPC)
    #expect(Failure.code(in: "fatal: sha1 file: No space left on device\nfatal: x") == ENOSPC)
    #expect(Failure.code(in: "failed to open '/x/y': Permission denied") == EACCES)
    #expect(Failure.code(in: "fatal: '/x/index.lock': Permission denied\n") == EACCES)
    #expect(Failure.code(in: "git@host: Permission denied (publickey).") == nil)
    #expect(Failure.code(in: "object not found") == nil)
    #expect(Failure(in: "all is well", doing: "x") == nil)
  }

  @Test("an error that is worded already keeps its words under a new deed")
  func again() {
    let first = Failure(ENOSPC, doing: "writing a")
    let second = Failure(first, doing: "making b")
    #expect(
      second.found == first.found && second.doing == "making b" && second.kind == .system(ENOSPC))
  }
}
