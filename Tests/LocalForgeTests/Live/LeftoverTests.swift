import Errors
import Foundation
import HTTP
import JSON
import TestKit
import Testing

@testable import LocalForge

@Suite("What killed programs leave in a forge", .timeLimit(.minutes(20)))
struct LeftoverTests {
  /// All that git and libgit2 lock for what a roll does: branches, tags, state, evidence, packing.
  private static let locks = [
    "refs/forge/state.lock", "refs/heads/main.lock", "refs/heads/roll/nightly.lock",
    "refs/roller/evidence.lock", "refs/tags/v1.lock", "packed-refs.lock", "config.lock",
    "HEAD.lock", "shallow.lock", "objects/info/commit-graph.lock",
  ]

  private func leave(_ names: [String], in forge: LocalForge, at date: Date? = nil) throws {
    for name in names {
      let file = forge.repository.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
      if let date {
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
      }
    }
  }

  private func isThere(_ name: String, in forge: LocalForge) -> Bool {
    FileManager.default.fileExists(atPath: forge.repository.appending(path: name).path)
  }

  @Test(
    "a lock of any kind stops neither push nor REST once somebody serves the forge again",
    arguments: locks)
  func healed(lock: String) async throws {
    try await ForgeWorld.run { world async throws in
      try leave([lock], in: world.forge)
      let presence = ForgePresence(at: world.forge.repository, now: Date()) { $0.remove() }
      #expect(presence != nil)
      #expect(!isThere(lock, in: world.forge))
      let sha = try #require(try await world.open()[path: "head.sha"]?.string)
      try await world.shell.git(
        "push", "--quiet", world.clone, "roll/nightly:main", "\(sha):refs/tags/v1",
        "\(sha):refs/roller/evidence", in: world.work)
      #expect(try await world.call(.get, "/pulls/1").json["merged"] == true)
      try await world.shell.git("config", "x.y", "z", in: world.forge.repository.path)
    }
  }

  @Test("half-written files go, finished ones stay")
  func unfinished() async throws {
    try await ForgeWorld.run { world async throws in
      let dead = [
        "lfs/incomplete/1", "objects/pack/tmp_pack_x", "objects/ab/tmp_obj_x",
        "objects/tmp_objdir-incoming-x/pack/a.pack", "objects/tmp_object_git2_x",
      ]
      let alive = ["lfs/objects/ab/cd/abcd", "lfs/objects/ab/cd/abcd.lock", "roller-mirror/x.lock"]
      try leave(dead + alive, in: world.forge)
      _ = ForgePresence(at: world.forge.repository, now: Date()) { $0.remove() }
      #expect(dead.filter { isThere($0, in: world.forge) } == [])
      #expect(alive.filter { !isThere($0, in: world.forge) } == [])
      try await world.shell.git("fsck", "--strict", in: world.forge.repository.path)
    }
  }

  @Test("while another program serves the forge, only what is older than a minute is dead")
  func shared() async throws {
    try await ForgeWorld.run { world async throws in
      let now = Date()
      try leave(["refs/heads/old.lock"], in: world.forge, at: now.addingTimeInterval(-61))
      try leave(["refs/heads/new.lock"], in: world.forge, at: now.addingTimeInterval(-59))
      let first = ForgePresence(at: world.forge.repository, now: now)
      let second = ForgePresence(at: world.forge.repository, now: now) { $0.remove() }
      #expect(!isThere("refs/heads/old.lock", in: world.forge))
      #expect(isThere("refs/heads/new.lock", in: world.forge))
      withExtendedLifetime((first, second)) {}
    }
  }

  @Test("while a git program works in the folder, what is young may be its own")
  func working() async throws {
    try await ForgeWorld.run { world async throws in
      try leave(["refs/heads/new.lock"], in: world.forge)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/cat")
      process.currentDirectoryURL = world.forge.repository
      let input = Pipe()
      process.standardInput = input
      try process.run()
      _ = ForgePresence(at: world.forge.repository, now: Date()) { $0.remove() }
      #expect(isThere("refs/heads/new.lock", in: world.forge))
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      _ = ForgePresence(at: world.forge.repository, now: Date()) { $0.remove() }
      #expect(!isThere("refs/heads/new.lock", in: world.forge))
    }
  }
}

@Suite("Serving a forge that others may use", .timeLimit(.minutes(20)))
struct ServingTests {
  @Test("a record is good as long as its writer lives")
  func record() async throws {
    let folder = try TemporaryFolder()
    #expect(ServingRecord.read(at: folder.url) == nil)
    let record = ServingRecord(
      address: "http://127.0.0.1:8391", process: 7, mark: "m", isLasting: true)
    do {
      let holder = try #require(ServingRecord.Holder(at: folder.url))
      #expect(ServingRecord.read(at: folder.url) == nil)
      holder.write(record)
      #expect(ServingRecord.read(at: folder.url) == record)
      #expect(ServingRecord.Holder(at: folder.url) == nil)
      withExtendedLifetime(holder) {}
    }
    #expect(ServingRecord.read(at: folder.url) == nil)
    #expect(ServingRecord.Holder(at: folder.url) != nil)
  }

  @Test("every reply carries the server's mark, refusals too")
  func mark() async throws {
    try await ForgeWorld.run { world async throws in
      var configuration = ForgeWorld.configuration()
      configuration.mark = "mark-1"
      let server = LocalForgeServer(world.forge, configuration: configuration)
      let address = try await server.start()
      for path in ["/", "/meta", "/nothing"] {
        let reply = try await world.send(.get, "\(address)\(path)")
        #expect(reply.headers[LocalForgeServer.markHeader] == "mark-1")
      }
      #expect(try await world.send(.get, "/").headers[LocalForgeServer.markHeader] == nil)
      await server.stop(grace: 0)
    }
  }

  @Test("a port that is taken is named in plain words, with the option that helps")
  func taken() async throws {
    try await ForgeWorld.run { world async throws in
      let port = UInt16(try #require(world.address.port))
      let server = LocalForgeServer(
        world.forge, on: .loopback(port: port), configuration: ForgeWorld.configuration())
      do {
        _ = try await server.start()
        Issue.record("it serves")
      } catch let error as Failure {
        #expect(error.found == "port \(port) is taken by another program")
        #expect(error.hint.contains("--port 0") == true)
      }
    }
  }
}
