import Digest
import Errors
import Foundation
import ReleaseModel
import TestKit
import Testing

@testable import ArtifactStore
@testable import Containers

@Suite("A store that machines share, by rclone on a folder", .serialized, .timeLimit(.minutes(20)))
struct SharedStoreTests {
  private let key = SHA256Digest(of: "key")

  private func remote(_ folder: TemporaryFolder) throws -> RcloneStore {
    try #require(
      realMachine().searchPath.program("rclone").map {
        RcloneStore(
          folder.url.appending(path: "shared").path, program: $0,
          environment: realMachine().environment)
      },
      "apt-get install -y --no-install-recommends rclone")
  }

  private func shared(
    _ machine: String, _ remote: any RemoteStore, _ folder: TemporaryFolder
  ) -> (SharedStore, ArtifactStore, RunLog) {
    let local = ArtifactStore(cache: folder.url.appending(path: machine))
    let log = RunLog(file: folder.url.appending(path: "\(machine).log"), onLine: { _ in })
    return (SharedStore(local, remote, note: { await log.note($0) }), local, log)
  }

  private func given(_ folder: TemporaryFolder) async throws -> URL {
    let (store, local, _) = shared("one", try remote(folder), folder)
    let file = try folder.write("content", to: "out/a.tar")
    _ = try local.keep(["a.tar": file], what: "build of x for y", as: key)
    await store.send(key)
    return folder.url.appending(path: "shared")
  }

  @Test("what one machine made, another finds")
  func found() async throws {
    let folder = try TemporaryFolder()
    _ = try await given(folder)
    let (store, local, _) = shared("two", try remote(folder), folder)
    #expect(await store.fetch(SHA256Digest(of: "unknown")) == false)
    #expect(await store.fetch(key))
    let entry = try #require(local.entry(key))
    #expect(
      try String(contentsOf: entry.folder.appending(path: "a.tar"), encoding: .utf8) == "content")
  }

  @Test("what was damaged there is not taken, and is put right by whoever makes it again")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    let place = try await given(folder)
    let digest = SHA256Digest(of: "content").hexadecimal
    try Data("CONTENT".utf8).write(to: place.appending(path: "blobs/\(digest.prefix(2))/\(digest)"))
    let (store, local, log) = shared("two", try remote(folder), folder)
    #expect(await store.fetch(key) == false)
    #expect(local.entry(key) == nil)
    #expect(await log.close().contains("a.tar is missing or damaged there"))
    _ = try await given(folder)
    #expect(await store.fetch(key))
    try Data("{".utf8).write(to: place.appending(path: "entries/\(key.hexadecimal).json"))
    let (third, _, _) = shared("three", try remote(folder), folder)
    #expect(await third.fetch(key) == false)
  }

  /// A store that is always down, and counts how often it was asked.
  private actor Down: RemoteStore {
    var asked = 0

    func fetch(_ path: String, to file: URL) throws(Failure) -> Bool { throw refuse() }
    func send(_ file: URL, to path: String) throws(Failure) { throw refuse() }

    private func refuse() -> Failure {
      asked += 1
      return Failure(.unavailable, doing: "asking", found: "refused", hint: "later")
    }
  }

  @Test("a store that is down is asked once, and costs nothing else")
  func down() async throws {
    let folder = try TemporaryFolder()
    let down = Down()
    let (store, local, log) = shared("one", down, folder)
    let file = try folder.write("content", to: "out/a.tar")
    _ = try local.keep(["a.tar": file], what: "build of x for y", as: key)
    #expect(await store.fetch(SHA256Digest(of: "other")) == false)
    #expect(await store.fetch(SHA256Digest(of: "another")) == false)
    await store.send(key)
    #expect(await down.asked == 1)
    #expect(await log.close().contains("continuing without it"))
  }

  @Test("a validation on an empty machine builds nothing that the shared store has")
  func family() async throws {
    let family = try await SmallFamily()
    let pins = try await family.pins()
    let shared = ["ROLLER_STORE_REMOTE": family.folder.url.appending(path: "shared").path]
    let first = try await family.validate(pins, in: family.workshop(environment: shared))
    _ = family.runs.taken()
    let second = try await family.validate(
      pins, in: family.workshop(cache: "other", environment: shared))
    #expect(family.runs.taken() == SmallFamily.names.map { "\($0)-check" }.sorted())
    #expect(second.evidence.artifacts == first.evidence.artifacts)
  }
}
