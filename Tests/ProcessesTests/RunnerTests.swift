import Errors
import Foundation
import Processes
import Synchronization
import TestKit
import Testing

@Suite("Running a program", .timeLimit(.minutes(2)))
struct RunnerTests {
  private let path = ["PATH": "/usr/bin:/bin"]

  private func shell(_ line: String) throws -> ProcessCommand {
    try ProcessCommand("sh", ["-c", line], environment: path)
  }

  @Test("it answers with its exit, its output and its complaint, and sees only what it was given")
  func answer() async throws {
    let answer = try await SubprocessRunner().answer(
      to: try shell("echo \"${HOME-none}\"; echo bad >&2; exit 3"))
    #expect(answer.exit == .exited(3))
    #expect(answer.line == "none")
    #expect(answer.complaint == "bad")
    #expect(!answer.isCut)
  }

  @Test("output beyond the limit is cut, and that is said")
  func cut() async throws {
    let answer = try await SubprocessRunner().answer(to: try shell("echo 0123456789"), limit: 4)
    #expect(answer.text == "0123")
    #expect(answer.isCut)
  }

  @Test("it reads what it is fed, to the end; what it leaves unread is no fault")
  func input() async throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    let all = try await SubprocessRunner().answer(to: try shell("wc -c"), input: bytes)
    #expect(all.line.trimmingCharacters(in: .whitespaces) == "\(bytes.count)")
    signal(SIGPIPE, SIG_IGN)
    let none = try await SubprocessRunner().answer(to: try shell("exit 4"), input: bytes)
    #expect(none.exit == .exited(4))
  }

  @Test(
    "a program that is not on the PATH of its environment does not start; a relative PATH finds none"
  )
  func missing() throws {
    for path in ["", ".:bin", "/nowhere"] {
      #expect(throws: Failure.self) {
        try ProcessCommand("sh", [], environment: ["PATH": path])
      }
    }
    #expect(SearchPath(environment: path).program("/bin/sh") == "/bin/sh")
    #expect(SearchPath(environment: path).program("/bin") == nil)
  }

  @Test("a listener that has heard enough ends the program")
  func enough() async throws {
    let command = try shell("echo first; sleep 600")
    await #expect(throws: Failure.self) {
      _ = try await SubprocessRunner().run(command) { _, _ throws(Failure) in
        throw .cancelled(doing: "listening")
      }
    }
  }

  @Test("what takes longer than its limit is stopped, and has no exit")
  func limit() async throws {
    let exit = try await SubprocessRunner().run(
      try shell("sleep 600"), within: .milliseconds(1), on: ContinuousClock()
    ) { _, _ in }
    #expect(exit == nil)
  }
}
