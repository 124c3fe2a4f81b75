import Digest
import Foundation
import ReleaseModel
import Testing

@testable import Containers

@Suite("What is kept between processes")
struct StoreTests {
  private func evidence(_ artifacts: [Artifact], version: String = "0.1.0") -> Evidence {
    Evidence(
      subject: Evidence.Subject(
        pinSet: SHA256Digest(of: "pins"), target: TargetName("t")!,
        recipe: SHA256Digest(of: "recipe")),
      pins: [:], verdict: .green, image: "none", version: ReleaseVersion(version)!,
      when: Timestamp(seconds: 0), milliseconds: 0, checks: [], artifacts: artifacts, log: "")
  }

  private func artifact(_ name: String, _ content: String) -> Artifact {
    Artifact(
      name: name, digest: SHA256Digest(of: content), size: Int64(content.utf8.count))
  }

  @Test("artifacts are found by their evidence, until one is damaged")
  func artifacts() async throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    let one = evidence([artifact("a.whl", "wheel")])
    #expect(await store.artifacts(for: one) == nil)
    try store.store(["a.whl": try folder.write("wheel", to: "built/a.whl")], for: one)
    let found = try #require(await store.artifacts(for: one)?["a.whl"])
    #expect(found.lastPathComponent == "a.whl")
    #expect(try String(contentsOf: found, encoding: .utf8) == "wheel")
    #expect(await store.artifacts(for: evidence(one.artifacts, version: "0.2.0")) != nil)
    try Data("other".utf8).write(to: found)
    #expect(await store.artifacts(for: one) == nil)
  }

  @Test("pruning keeps the newest sets and what they hold")
  func prune() async throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    let one = evidence([artifact("a", "1"), artifact("shared", "s")])
    let two = evidence([artifact("b", "2"), artifact("shared", "s")], version: "0.2.0")
    for (evidence, name, content) in [(one, "a", "1"), (two, "b", "2")] {
      let files = [
        name: try folder.write(content, to: "built/\(name)"),
        "shared": try folder.write("s", to: "built/shared-\(name)"),
      ]
      try store.store(files, for: evidence)
    }
    let sets = folder.url.appending(path: "artifacts/sets")
    let oldest = try #require(newestFirst(sets).last)
    try FileManager.default.removeItem(at: folder.url.appending(path: "built"))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: oldest.path)
    await store.prune(keeping: 1)
    #expect(newestFirst(sets).count == 1)
    let kept = [await store.artifacts(for: one), await store.artifacts(for: two)]
    #expect(kept.compactMap(\.self).count == 1)
  }

  @Test("a build is kept whole, is ours, and is not taken when it is not what it says")
  func builds() throws {
    let folder = try TemporaryFolder()
    let cache = BuildCache(cache: folder.url)
    let key = BuildCache.key(
      recipe: SHA256Digest(of: "r"), image: "sha256:1", inputs: "{}")
    #expect(cache.build(key) == nil)
    let digest = SHA256Digest(of: "wheel").hexadecimal
    try folder.write("wheel", to: "out/a.whl")
    try folder.write("stray", to: "out/stray")
    try folder.write(
      """
      {"schema": 1, "verdict": "green", "files": [{"name": "a.whl", "sha256": "\(digest)", "bytes": 5}]}
      """, to: "out/result.json")
    let built = try Build(in: folder.url.appending(path: "out"))
    _ = try cache.keep(built, as: key)
    let kept = try #require(cache.build(key))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: kept.folder.path).sorted()
        == ["a.whl", "result.json"])
    try Data("whee!".utf8).write(to: try #require(kept.files["a.whl"]))
    #expect(cache.build(key) == nil)
  }

  @Test("a link or a pipe in place of a report is not read")
  func linkedReport() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("{}", to: "secret")
    let link = folder.url.appending(path: "out/result.json")
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: secret)
    #expect(throws: ReportError(found: "result.json was not written")) {
      try bytesOfOutput("result.json", in: link.deletingLastPathComponent(), limit: 100)
    }
    try FileManager.default.removeItem(at: link)
    #expect(mkfifo(link.path, 0o644) == 0)
    #expect(throws: ReportError(found: "result.json was not written")) {
      try bytesOfOutput("result.json", in: link.deletingLastPathComponent(), limit: 100)
    }
  }

  @Test("scratch folders of the dead are cleared, those of the living stay")
  func scratch() throws {
    let folder = try TemporaryFolder()
    let table = ProcessTable()
    let us = try #require(table.owner(ProcessInfo.processInfo.processIdentifier))
    let dead = ProcessOwner(
      process: us.process, started: us.started + 1, namespace: us.namespace)
    let ours = try Scratch.make(in: folder.url, owner: us)
    let second = try Scratch.make(in: folder.url, owner: us)
    #expect(ours.name != second.name)
    let left = try Scratch.make(in: folder.url, owner: dead)
    try folder.write("x", to: "\(left.folder.lastPathComponent)/out/file")
    try folder.write("x", to: "not-a-scratch-folder/file")
    Scratch.clear(folder.url, processes: table)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(
      Set(names) == [
        ours.folder.lastPathComponent, second.folder.lastPathComponent, "not-a-scratch-folder",
      ])
  }

  @Test("a lock is waited for, and is free when its holder is gone")
  func lock() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "x.lock")
    let clock = ContinuousClock()
    var first: FileLock? = try await FileLock.acquire(file, on: clock) {}
    let (waits, wait) = AsyncStream.makeStream(of: Void.self)
    let second = Task {
      _ = try await FileLock.acquire(file, on: clock) { wait.yield() }
    }
    for await _ in waits { break }
    #expect(first != nil)
    first = nil
    try await second.value
  }
}
