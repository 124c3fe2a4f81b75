import Foundation
import Processes
import TestKit
import Testing

@testable import Containers

@Suite("Containers that nobody waits for any more", .serialized, .timeLimit(.minutes(20)))
struct LeftoverTests {
  @Test("cancelling the task leaves no container")
  func cancelled() async throws {
    let tiny = try await TinyImage.ready()
    let folder = try TemporaryFolder()
    let (starts, start) = AsyncStream.makeStream(of: String.self)
    let log = RunLog(file: folder.url.appending(path: "log"), onLine: { start.yield($0) })
    let run = liveRun(
      "trap '' TERM; echo up; while true; do sleep 1; done", image: tiny.tag,
      user: tiny.engine.user)
    let task = Task {
      defer { start.finish() }
      return await tiny.engine.run(run, log: log)
    }
    for await line in starts where line == "up" { break }
    #expect(try await containers("name=\(run.name)") == [run.name])
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(try await containers("name=\(run.name)").isEmpty)
  }

  @Test("after a crash the next start removes the orphan, and leaves the living alone")
  func orphan() async throws {
    let tiny = try await TinyImage.ready()
    let engine = tiny.engine
    let us = engine.owner
    let dead = ProcessOwner(
      process: us.process, started: us.started + 1, namespace: us.namespace)
    let orphan = try await abandoned(ownedBy: dead, tiny)
    let neighbour = try await abandoned(ownedBy: us, tiny)
    // Another test that starts a workshop may be faster: who reaps it does not matter.
    let reaped = try await engine.reapLeftovers()
    #expect(!reaped.contains(neighbour))
    #expect(try await containers("name=\(orphan)").isEmpty)
    #expect(try await containers("name=\(neighbour)") == [neighbour])
    await engine.remove(neighbour)
  }

  /// A running container whose client was killed, as by `kill -9` of our whole process.
  private func abandoned(ownedBy owner: ProcessOwner, _ tiny: TinyImage) async throws -> String {
    let run = liveRun(
      "echo up; while true; do sleep 1; done", image: tiny.tag, user: tiny.engine.user
    ).labelled(ContainerRun.ownerLabel, owner.description)
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let client = Task {
      defer { start.finish() }
      _ = try? await SubprocessRunner().run(tiny.engine.command(run.arguments)) { _, _ in
        start.yield()
      }
    }
    for await _ in starts { break }
    client.cancel()
    _ = await client.value
    return run.name
  }

  @Test("the doctor finds this machine's engine in order")
  func doctor() async throws {
    let folder = try TemporaryFolder()
    let findings = await ContainerEngine.diagnose(on: realMachine(), folder: folder.url)
    #expect(findings.count == 7)
    for finding in findings where finding.state == .bad {
      Issue.record("\(finding.name): \(finding.found); \(finding.remedy)")
    }
  }
}
