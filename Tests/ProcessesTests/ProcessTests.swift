import Errors
import Foundation
import Processes
import TestKit
import Testing

@Suite("Processes of this machine", .timeLimit(.minutes(5)))
struct ProcessTests {
  @Test("a process is gone when its number is, or is another's; other namespaces are not judged")
  func gone() throws {
    let table = ProcessTable()
    let us = try #require(table.owner(ProcessInfo.processInfo.processIdentifier))
    #expect(!table.isGone(us))
    #expect(
      table.isGone(
        ProcessOwner(process: us.process, started: us.started + 1, namespace: us.namespace)))
    #expect(
      !table.isGone(
        ProcessOwner(process: us.process, started: 1, namespace: us.namespace + 1)))
  }

  @Test("cancelling a task kills a script and its children")
  func cancelledScript() async throws {
    let folder = try TemporaryFolder()
    let lock = folder.url.appending(path: "lock")
    // The child holds the lock for as long as it lives.
    let command = ProcessCommand(
      executable: "/bin/sh",
      arguments: ["-c", "exec 9>\(lock.path); flock 9; sleep 600 & echo up; trap '' TERM; wait"],
      environment: ["PATH": "/bin:/usr/bin"])
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let task = Task { () -> Failure? in
      defer { start.finish() }
      do throws(Failure) {
        _ = try await SubprocessRunner().run(command) { _, _ in start.yield() }
        return nil
      } catch { return error }
    }
    for await _ in starts { break }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
    _ = try await FileLock.acquire(lock, on: ContinuousClock()) {}
  }
}
